"""The script that makes a shell ask for completions, one for each shell.

It runs `cppcc` with the words typed so far and _CPPCC_COMPLETE set, to "next" where a new word
begins and the shell cannot hand on an empty one. Typer's own rebinds the TAB key of PowerShell.
"""

SCRIPTS = {
    "bash": """\
_cppcc_complete() {
    local word
    COMPREPLY=()
    while IFS=$'\\t' read -r word _; do
        COMPREPLY+=("$word")
    done < <(_CPPCC_COMPLETE=1 "${COMP_WORDS[0]}" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _cppcc_complete cppcc
""",
    "zsh": """\
#compdef cppcc
_cppcc() {
    local line
    local -a lines found
    lines=("${(@f)$(_CPPCC_COMPLETE=1 "${words[1]}" "${(@)words[2,CURRENT]}" 2>/dev/null)}")
    for line in $lines; do
        [[ -n $line ]] && found+=("${line%%$'\\t'*}:${line#*$'\\t'}")
    done
    if (( $#found )); then
        _describe cppcc found
    else
        _files
    fi
}
compdef _cppcc cppcc
""",
    "fish": """\
function __cppcc_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l found (env _CPPCC_COMPLETE=1 $words "$current" 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path "$current"
    end
end
complete --command cppcc --no-files --arguments '(__cppcc_complete)'
""",
    "powershell": """\
Register-ArgumentCompleter -Native -CommandName cppcc -ScriptBlock {
    param($word, $ast, $position)
    $words = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
    $env:_CPPCC_COMPLETE = if ($word) { '1' } else { 'next' }
    try {
        & cppcc @words 2>$null | ForEach-Object {
            $value, $meaning = $_ -split "`t", 2
            if (-not $meaning) { $meaning = $value }
            [System.Management.Automation.CompletionResult]::new(
                $value, $value, 'ParameterValue', $meaning)
        }
    } finally {
        Remove-Item Env:_CPPCC_COMPLETE
    }
}
""",
}
