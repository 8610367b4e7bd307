# bash completion of readings. In ~/.bashrc: source <(readings completion bash)
_readings() {
  local reply program=${COMP_WORDS[0]}
  program=${program/#\~\//$HOME/}
  program=${program/#\$HOME\//$HOME/}
  type -P -- "$program" > /dev/null || program=readings
  COMPREPLY=()
  while IFS= read -r reply; do
    if [[ $reply == :files ]]; then
      compopt -o default
    else
      COMPREPLY+=("${reply%%$'\t'*}")
    fi
  done < <("$program" complete bash -- "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null)
}
complete -F _readings readings
