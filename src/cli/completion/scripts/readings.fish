# fish completion of readings. In ~/.config/fish/completions/readings.fish, or: readings completion fish | source
function __readings_complete
  set -l words (commandline -opc)
  set -l program (string replace -r -- '^(~|\$HOME)(?=/)' $HOME $words[1])
  type -q -- "$program"; or set program readings
  for line in (command $program complete fish -- $words[2..-1] (commandline -ct) 2>/dev/null)
    if test "$line" = :files
      __fish_complete_path (commandline -ct)
    else
      echo -- $line
    end
  end
end
complete -c readings -f -k -a '(__readings_complete)'
