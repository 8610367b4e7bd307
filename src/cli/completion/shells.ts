/**
 * The scripts that shells load. They are our own: nothing of a note may be read by a shell as anything but text, and what is to
 * be had hands words to `eval` or to `compgen -W`, which expands them.
 */

export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

export function isShell(name: string | undefined): name is Shell {
  return shells.some((shell) => shell === name);
}

/** A line of an answer that asks the shell for its own files. */
export const filesToo = ':files';

// Each runs `readings complete SHELL`, which prints a value and its description, apart by a tab, a line each.

const bash = `# bash completion of readings. In ~/.bashrc: source <(readings completion bash)
_readings() {
  local reply program=\${COMP_WORDS[0]}
  program=\${program/#\\~\\//$HOME/}
  program=\${program/#\\$HOME\\//$HOME/}
  type -P -- "$program" > /dev/null || program=readings
  COMPREPLY=()
  while IFS= read -r reply; do
    if [[ $reply == ${filesToo} ]]; then
      compopt -o default
    else
      COMPREPLY+=("\${reply%%$'\\t'*}")
    fi
  done < <("$program" complete bash -- "\${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
}
complete -F _readings readings
`;

const zsh = `#compdef readings
# zsh completion of readings. In a folder of $fpath as _readings, or in ~/.zshrc after compinit: source <(readings completion zsh)
_readings() {
  local line value program=\${(Q)words[1]}
  program=\${program/#\\~\\//$HOME/}
  program=\${program/#\\$HOME\\//$HOME/}
  whence -p -- "$program" > /dev/null || program=readings
  local -a values shown
  local -i files=0
  while IFS= read -r line; do
    if [[ $line == ${filesToo} ]]; then
      files=1
      continue
    fi
    value=\${line%%$'\\t'*}
    values+=("$value")
    if [[ $line == *$'\\t'* ]]; then
      shown+=("$value  -- \${line#*$'\\t'}")
    else
      shown+=("$value")
    fi
  done < <("$program" complete zsh -- "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2>/dev/null)
  (( $#values )) && compadd -l -d shown -a -- values
  (( files )) && _files
  return 0
}
if [[ $funcstack[1] == _readings ]]; then
  _readings "$@"
else
  compdef _readings readings
fi
`;

const fish = `# fish completion of readings. In ~/.config/fish/completions/readings.fish, or: readings completion fish | source
function __readings_complete
  set -l words (commandline -opc)
  set -l program (string replace -r -- '^(~|\\$HOME)(?=/)' $HOME $words[1])
  type -q -- "$program"; or set program readings
  for line in (command $program complete fish -- $words[2..-1] (commandline -ct) 2>/dev/null)
    if test "$line" = ${filesToo}
      __fish_complete_path (commandline -ct)
    else
      echo -- $line
    end
  end
end
complete -c readings -f -k -a '(__readings_complete)'
`;

const powershell = `# PowerShell completion of readings. In $PROFILE: readings completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName readings -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object {
    if ($_.Extent.EndOffset -le $cursorPosition) {
      if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
    }
  })
  if ($wordToComplete -eq '') { $words += '' }
  & readings complete powershell -- @words 2>$null | ForEach-Object {
    if ($_ -eq '${filesToo}') { return }
    $value, $description = $_ -split "\`t", 2
    $text = if ($value -match '^[A-Za-z0-9_./][A-Za-z0-9_./:%+-]*$') { $value } else {
      "'" + [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($value) + "'"
    }
    if (-not $description) { $description = $value }
    [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $description)
  }
}
`;

export const scripts: Readonly<Record<Shell, string>> = { bash, zsh, fish, powershell };
