#!/usr/bin/env bash
# Makes the .app, signs it, has Apple notarise it, and packs it: packaging/macos/build.sh
# Not tried here: there is no Mac. Needs uv and Xcode's command line tools.
#
# To sign: CELLCLASSIFIER_IDENTITY="Developer ID Application: NAME (TEAM)", with its
# certificate in the keychain. To notarise: a profile kept by
#   xcrun notarytool store-credentials cellclassifier
# named in CELLCLASSIFIER_PROFILE. For a release set CELLCLASSIFIER_RELEASE, and
# CELLCLASSIFIER_BUNDLE_ID to an identifier in a domain of yours. Without the first two,
# macOS refuses the .app at the first try: System Settings, Privacy & Security, "Open
# Anyway"; its checksum is what tells that it is ours.
set -euo pipefail
cd "$(dirname "$0")/../.."

uv sync --no-dev --extra formats --extra cluster
uv pip install pyinstaller==6.22.3
uv run --no-sync python packaging/build.py dist --no-archive

app="dist/Cell Classifier.app"
version=$(uv run --no-sync python -c "import cellclassifier; print(cellclassifier.__version__)")
image="dist/cellclassifier-$version-macos-$(uname -m).dmg"
# What `build.py` did to the folder after PyInstaller is not in the .app yet.
cp -R dist/cellclassifier/licences "$app/Contents/Resources/licences"
ln -sf cellclassifier "$app/Contents/MacOS/cellclassifier-console"

if [ -n "${CELLCLASSIFIER_IDENTITY:-}" ]; then
  # From the inside out: each library, the executable, then the whole.
  find "$app" -type f \( -name "*.so" -o -name "*.dylib" \) -print0 |
    xargs -0 codesign --force --timestamp --options runtime \
      --sign "$CELLCLASSIFIER_IDENTITY"
  codesign --force --timestamp --options runtime \
    --entitlements packaging/macos/entitlements.plist \
    --sign "$CELLCLASSIFIER_IDENTITY" "$app/Contents/MacOS/cellclassifier"
  codesign --force --timestamp --options runtime \
    --entitlements packaging/macos/entitlements.plist \
    --sign "$CELLCLASSIFIER_IDENTITY" "$app"
else
  # What was added to it broke the seal that PyInstaller had put on it.
  codesign --force --sign - \
    --entitlements packaging/macos/entitlements.plist "$app"
fi
codesign --verify --strict --verbose=2 "$app"
uv run --no-sync python packaging/smoke.py "$app/Contents/MacOS" --here

hdiutil create -volname "Cell Classifier" -srcfolder "$app" -ov -format ULMO "$image"
if [ -n "${CELLCLASSIFIER_PROFILE:-}" ]; then
  codesign --timestamp --sign "$CELLCLASSIFIER_IDENTITY" "$image"
  xcrun notarytool submit "$image" --keychain-profile "$CELLCLASSIFIER_PROFILE" --wait
  xcrun stapler staple "$image"
  spctl --assess --type open --context context:primary-signature --verbose "$image"
fi
(cd dist && shasum -a 256 "$(basename "$image")" >> SHA256SUMS)
