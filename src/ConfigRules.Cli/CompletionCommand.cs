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
            [ "${#COMPREPLY[@]}" -gt 0 ] || COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -F _configrules configrules
        """;

    private const string Zsh = """
        #compdef configrules
        # For zsh, in a folder of $fpath: configrules completion zsh > _configrules
        _configrules() {
            local -a found
            found=("${(@f)$(configrules complete --position "$CURSOR" "$BUFFER" 2>/dev/null)}")
            [[ -n "$found" ]] && compadd -- $found || _files
        }
        compdef _configrules configrules
        """;

    private const string Fish = """
        # For fish: configrules completion fish > ~/.config/fish/completions/configrules.fish
        complete -c configrules -a '(configrules complete --position (commandline -C) (commandline) 2>/dev/null)'
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
            // The first word is the command's own name.
            var (rest, position) = (line.Split(' ', 2) is [_, var tail] ? tail : "", arguments.GetValue(_position) ?? line.Length);
            foreach (var item in root.Parse(rest).GetCompletions(Math.Clamp(position - (line.Length - rest.Length), 0, rest.Length)))
                terminal.Out.WriteLine(item.InsertText ?? item.Label);
            return ExitCode.Ran;
        });
        return command;
    }
}
