; An installer for one user, without an administrator: Inno Setup 6.
;
;     iscc /DVersion=0.1.0 "/DPublisher=Example University" packaging\windows\installer.iss
;
; Not tried here: there is no Windows. Without a certificate, SmartScreen warns: "More
; info", then "Run anyway"; SHA256SUMS tells whether the file is ours. To sign, set
; SignTool in Inno Setup and add /DSign to the command.
#ifndef Version
  #error Give the version: iscc /DVersion=...
#endif
#ifndef Bundle
  #define Bundle "..\..\dist\cellclassifier"
#endif

#ifndef Publisher
  #error Say who publishes it: iscc /DPublisher="..."; see bundle_publisher.py
#endif

[Setup]
AppId={{6D0A1C1C-0B6B-4E0B-9C0E-5C5A3B4B8E11}
AppName=Cell Classifier
AppVersion={#Version}
AppPublisher={#Publisher}
DefaultDirName={localappdata}\Programs\Cell Classifier
DefaultGroupName=Cell Classifier
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
DisableProgramGroupPage=yes
OutputDir=..\..\dist
OutputBaseFilename=cellclassifier-{#Version}-windows-setup
SetupIconFile=..\..\dist\work\cellclassifier.ico
UninstallDisplayIcon={app}\cellclassifier.exe
LicenseFile=..\..\LICENSE
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
; A window that is open keeps its files: it is asked to close first.
CloseApplications=yes
#ifdef Sign
SignTool=sign
SignedUninstaller=yes
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[Tasks]
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[InstallDelete]
; What an older version brought and a newer one does not would be found and loaded.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Bundle}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\Cell Classifier"; Filename: "{app}\cellclassifier.exe"
Name: "{userdesktop}\Cell Classifier"; Filename: "{app}\cellclassifier.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.cellstudy"; ValueType: string; ValueData: "CellClassifier.Study"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\CellClassifier.Study"; ValueType: string; ValueData: "Study of Cell Classifier"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\CellClassifier.Study\DefaultIcon"; ValueType: string; ValueData: "{app}\cellclassifier.exe,0"
Root: HKA; Subkey: "Software\Classes\CellClassifier.Study\shell\open\command"; ValueType: string; ValueData: """{app}\cellclassifier.exe"" ""%1"""
; Folders have no ending that counts: a study's is opened by its menu.
Root: HKA; Subkey: "Software\Classes\Directory\shell\CellClassifier"; ValueType: string; ValueData: "Open with Cell Classifier"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Directory\shell\CellClassifier"; ValueType: string; ValueName: "Icon"; ValueData: "{app}\cellclassifier.exe"
Root: HKA; Subkey: "Software\Classes\Directory\shell\CellClassifier\command"; ValueType: string; ValueData: """{app}\cellclassifier.exe"" ""%1"""

[Run]
Filename: "{app}\cellclassifier.exe"; Description: "{cm:LaunchProgram,Cell Classifier}"; Flags: nowait postinstall skipifsilent
