; What the installer does beyond its usual work, and what the uninstaller undoes.

!define GATEHOUSE_LINKS "Software\Classes\gatehouse"
!define GATEHOUSE_RUN "Software\Microsoft\Windows\CurrentVersion\Run"
!define GATEHOUSE_RUN_APPROVED "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"

; Links gatehouse://... open the app. Nothing follows -- but the link: it cannot become a switch.
!macro customInstall
  WriteRegStr HKCU "${GATEHOUSE_LINKS}" "" "URL:Gatehouse"
  WriteRegStr HKCU "${GATEHOUSE_LINKS}" "URL Protocol" ""
  WriteRegStr HKCU "${GATEHOUSE_LINKS}\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr HKCU "${GATEHOUSE_LINKS}\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
!macroend

!ifdef BUILD_UNINSTALLER
  Var GatehouseDropsProfile
!endif

; The question comes here: by the time of customUnInstall the uninstaller has made itself silent. /S means: do not ask, keep.
!macro customUnInit
  StrCpy $GatehouseDropsProfile "no"
  ${GetParameters} $R0
  ClearErrors
  ${GetOptions} $R0 "/S" $R1
  ${If} ${Errors}
  ${AndIfNot} ${isUpdated}
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Also delete your Gatehouse settings and the journal of your decisions?" IDNO +2
    StrCpy $GatehouseDropsProfile "yes"
  ${EndIf}
!macroend

; Nothing of ours may stay in the settings of Claude Code or in what starts at login.
!macro customUnInstall
  ${IfNot} ${isUpdated}
    nsExec::Exec /TIMEOUT=20000 '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --disconnect-claude'
    Pop $R0
    DeleteRegValue HKCU "${GATEHOUSE_RUN}" "${APP_ID}"
    DeleteRegValue HKCU "${GATEHOUSE_RUN_APPROVED}" "${APP_ID}"
    DeleteRegKey HKCU "${GATEHOUSE_LINKS}"
    ${If} $GatehouseDropsProfile == "yes"
      RMDir /r "$APPDATA\Gatehouse"
    ${EndIf}
  ${EndIf}
!macroend
