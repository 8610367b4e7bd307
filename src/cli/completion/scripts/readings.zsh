#compdef readings
# zsh completion of readings. In a folder of $fpath as _readings, or in ~/.zshrc after compinit: source <(readings completion zsh)
_readings() {
  local line value program=${(Q)words[1]}
  program=${program/#\~\//$HOME/}
  program=${program/#\$HOME\//$HOME/}
  whence -p -- "$program" > /dev/null || program=readings
  local -a values shown
  local -i files=0
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      files=1
      continue
    fi
    value=${line%%$'\t'*}
    values+=("$value")
    if [[ $line == *$'\t'* ]]; then
      shown+=("$value  -- ${line#*$'\t'}")
    else
      shown+=("$value")
    fi
  done < <("$program" complete zsh -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
  (( $#values )) && compadd -l -d shown -a -- values
  (( files )) && _files
  return 0
}
if [[ $funcstack[1] == _readings ]]; then
  _readings "$@"
else
  compdef _readings readings
fi
