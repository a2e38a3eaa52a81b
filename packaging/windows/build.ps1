# Makes bundle, archive and installer on Windows: packaging\windows\build.ps1
# Not tried here: there is no Windows. Needs uv, and Inno Setup 6 (iscc) on the PATH.
# For a release set CELLCLASSIFIER_RELEASE, and CELLCLASSIFIER_PUBLISHER to your name.
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")

uv sync --no-dev --extra formats --extra cluster
if ($LASTEXITCODE) { exit $LASTEXITCODE }
uv pip install pyinstaller==6.22.3
if ($LASTEXITCODE) { exit $LASTEXITCODE }
# TensorFlow for Windows computes on the processor in any case.
uv run --no-sync python packaging/build.py dist
if ($LASTEXITCODE) { exit $LASTEXITCODE }

$version = uv run --no-sync python -c "import cellclassifier; print(cellclassifier.__version__)"
$asked = "import bundle_publisher as it; print(it.told(it.PUBLISHER))"
$env:PYTHONPATH = "packaging"
$publisher = uv run --no-sync python -c $asked
if ($LASTEXITCODE) { exit $LASTEXITCODE }
iscc "/DVersion=$version" "/DPublisher=$publisher" packaging\windows\installer.iss
if ($LASTEXITCODE) { exit $LASTEXITCODE }
$setup = "dist\cellclassifier-$version-windows-setup.exe"
$digits = (Get-FileHash $setup -Algorithm SHA256).Hash.ToLower()
Add-Content -Path dist\SHA256SUMS -Value "$digits  $(Split-Path $setup -Leaf)"
