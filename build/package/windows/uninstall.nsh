; Nothing of ours may stay in the settings of Claude Code or in what starts at login. The profile goes only if the person says so.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    nsExec::Exec '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --disconnect-claude'
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "Gatehouse"
    DeleteRegKey HKCU "Software\Classes\gatehouse"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Also delete your Gatehouse settings and the journal of your decisions?" /SD IDNO IDNO keep
    RMDir /r "$APPDATA\Gatehouse"
    keep:
  ${endIf}
!macroend
