using System.CommandLine;

namespace ConfigRules.Cli;

/// <summary>`completion`: scripts that make a shell complete the command's names.</summary>
internal sealed class CompletionCommand(Terminal terminal)
{
    private const string Bash = """
        # For bash: configrules completion bash > ~/.local/share/bash-completion/completions/configrules
        _configrules() {
            local IFS=$'\n'
            COMPREPLY=($(configrules complete --position "$COMP_POINT" "$COMP_LINE" 2>/dev/null))
            # NAME= waits for its value.
            [ "${#COMPREPLY[@]}" -eq 1 ] && [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace
            return 0
        }
        complete -o bashdefault -o default -F _configrules configrules
        """;

    private const string Zsh = """
        #compdef configrules
        # For zsh, in a folder of $fpath: configrules completion zsh > _configrules
        _configrules() {
            local -a found
            found=(${(f)"$(configrules complete "${(j: :)words[1,CURRENT]}" 2>/dev/null)"})
            [[ $PREFIX == --*=* ]] && compset -P '*='
            if (( $#found )); then compadd -S '' -- ${(M)found:#*=}; compadd -- ${found:#*=}; else _files; fi
        }
        # This file is the function when zsh loads it, and defines the function when a person sources it.
        if [[ $funcstack[1] == _configrules ]]; then _configrules "$@"; else compdef _configrules configrules; fi
        """;

    private const string Fish = """
        # For fish: configrules completion fish > ~/.config/fish/completions/configrules.fish
        function __configrules_complete
            set -l found (configrules complete (commandline -cp | string collect) 2>/dev/null)
            if set -q found[1]
                printf '%s\n' $found
            else
                __fish_complete_path (commandline -ct)
            end
        end
        complete -c configrules -f -a '(__configrules_complete)'
        """;

    private const string PowerShell = """
        # For PowerShell, in $PROFILE: configrules completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName configrules -ScriptBlock {
            param($word, $line, $position)
            configrules complete --position $position "$line" | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    private readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh, fish or pwsh.", HelpName = "SHELL" };
    private readonly Argument<string> _line = new("LINE");
    private readonly Option<int?> _position = new("--position");

    public Command Build()
    {
        _shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new Command("completion", "Print a script that makes a shell complete commands, options and rules.") { _shell };
        command.SetAction(arguments =>
        {
            terminal.Out.WriteLine(arguments.GetValue(_shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "fish" => Fish,
                _ => PowerShell,
            });
            return ExitCode.Ran;
        });
        return command;
    }

    /// <summary>What those scripts call.</summary>
    public Command BuildComplete(RootCommand root)
    {
        var command = new Command("complete") { _position, _line };
        command.Hidden = true;
        command.SetAction(arguments =>
        {
            var line = arguments.GetValue(_line)!;
            var position = arguments.GetValue(_position) ?? line.Length;
            foreach (var word in Words(root, position > line.Length ? line.PadRight(position) : line[..position]))
                terminal.Out.WriteLine(word);
            return ExitCode.Ran;
        });
        return command;
    }

    /// <summary>What may stand at the end of what was typed so far, whose first word is the command's own name.</summary>
    private static string[] Words(RootCommand root, string typed)
    {
        var rest = typed.Split(' ', 2) is [_, var tail] ? tail : "";
        var last = rest[(rest.LastIndexOf(' ') + 1)..];
        if (last.StartsWith("--", StringComparison.Ordinal) && last.IndexOf('=') is > 0 and var equals)
        {
            // A value may follow its option's name either way.
            rest = $"{rest[..^last.Length]}{last[..equals]} {last[(equals + 1)..]}";
            last = last[(equals + 1)..];
        }
        var words = root.Parse(rest).GetCompletions(rest.Length)
            .Select(item => item.InsertText ?? item.Label)
            // Four ways to ask for help are three too many.
            .Where(word => word is not ("/?" or "/h" or "-?" or "-h"))
            .ToArray();
        // Whoever has typed no dash wants to see what is no option, where there is such.
        return last is "" && words.Where(word => word[0] is not '-').ToArray() is { Length: > 0 } names ? names : words;
    }
}
