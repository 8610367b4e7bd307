# PowerShell completion of readings. In $PROFILE: readings completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName readings -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object {
    if ($_.Extent.EndOffset -le $cursorPosition) {
      if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
    }
  })
  if ($wordToComplete -eq '') { $words += '' }
  & readings complete powershell -- @words 2>$null | ForEach-Object {
    if ($_ -eq ':files') { return }
    $value, $description = $_ -split "`t", 2
    $text = if ($value -match '^[A-Za-z0-9_./][A-Za-z0-9_./:%+-]*$') { $value } else {
      "'" + [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($value) + "'"
    }
    if (-not $description) { $description = $value }
    [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $description)
  }
}
