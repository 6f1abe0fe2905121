using System.CommandLine;
using System.CommandLine.Parsing;

namespace ConfigRules.Cli;

/// <summary>What several commands take, said once.</summary>
internal static class CommonOptions
{
    public static Argument<string[]> Networks()
    {
        var argument = new Argument<string[]>("NETWORK")
        {
            Description = "Files or folders of what `aws ec2 describe-*` prints, snapshots of AWS Config, or - for standard input; plain or gzip. Files belong together, each folder stands for itself.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        // Files may be named anything, but a mistyped option is meant more often than a file that begins so.
        argument.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => token.Value.Length > 1 && token.Value[0] is '-' && !File.Exists(token.Value)) is { } token)
            {
                var options = ((CommandResult)result.Parent!).Command.Options.Select(option => option.Name);
                result.AddError($"There is no option '{token.Value}'{Suggestion.For(token.Value, options)}.");
            }
        });
        return argument;
    }

    public static Option<string[]> Parameters() => new("--param")
    {
        Description = "A parameter: NAME=VALUE for every rule that has it, RULE:NAME=VALUE for one rule. May be repeated.",
        HelpName = "NAME=VALUE",
    };

    public static Option<string> Format(string standard)
    {
        var option = new Option<string>("--format") { Description = "text or json.", HelpName = "FORMAT", DefaultValueFactory = _ => standard };
        option.AcceptOnlyFromAmong("text", "json");
        return option;
    }

    public static Option<string> Profile() => new("--profile")
    {
        Description = "The profile of ~/.aws whose credentials and region are used.",
        HelpName = "NAME",
    };

    public static Option<string[]> Regions() => new("--region")
    {
        Description = "A region; by default that of the profile or environment. May be repeated.",
        HelpName = "REGION",
    };
}
