#!/usr/bin/env bash
# Makes an AppImage of the bundle: packaging/linux/appimage.sh BUNDLE OUT
# Not tried here: appimagetool is not in any registry that this project reaches; it has
# to be on the PATH. The tree that it is given is like that of build_deb.py, which is tried.
set -euo pipefail
bundle=$(realpath "$1")
out=$(realpath "$2")
here=$(dirname "$(realpath "$0")")
tree="$out/AppDir"

rm -rf "$tree"
mkdir -p "$tree/usr/share/metainfo" "$tree/usr/share/mime/packages"
cp -al "$bundle" "$tree/usr/bin" 2>/dev/null || cp -a "$bundle" "$tree/usr/bin"
cp "$here/cellclassifier.desktop" "$tree/"
cp "$here/cellclassifier.xml" "$tree/usr/share/mime/packages/"
cp "$here/../../resources/app.svg" "$tree/cellclassifier.svg"
ln -s cellclassifier.svg "$tree/.DirIcon"
cat > "$tree/AppRun" <<'RUN'
#!/bin/sh
# A command of the command line goes to the console's executable; else the window opens.
here=$(dirname "$(readlink -f "$0")")
case "${1:-}" in
  "" | */* ) exec "$here/usr/bin/cellclassifier" "$@" ;;
  *) exec "$here/usr/bin/cellclassifier-console" "$@" ;;
esac
RUN
chmod +x "$tree/AppRun"
appimagetool --no-appstream "$tree" "$out/Cell_Classifier-$(uname -m).AppImage"
rm -rf "$tree"
