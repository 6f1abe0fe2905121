using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;

namespace ConfigRules.Cli;

/// <summary>What is wrong with the words of a command line, and where to read on.</summary>
internal static class Complaint
{
    public static string Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var name = command is RootCommand ? "configrules" : $"configrules {command.Name}";
        var commands = command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name).ToArray();
        var sentence = parsed.UnmatchedTokens is [var token, ..]
            ? $"{name} does not know '{token}'{Suggestion.For(token, commands.Concat(command.Options.Select(option => option.Name)))}"
            : parsed.Errors[0].SymbolResult switch
            {
                CommandResult when commands is not [] => $"{name} needs a command: {Choice(commands)}",
                OptionResult { Implicit: true, Option: var option } => $"{name} needs {option.Name} {option.HelpName}",
                OptionResult { Tokens: [], Option: var option } => $"{option.Name} takes a value: {option.Name} {option.HelpName}",
                OptionResult { Tokens: [_, _, ..] tokens, Option: { Arity.MaximumNumberOfValues: 1 } option } =>
                    $"{option.Name} may be given once, not {tokens.Count} times",
                OptionResult { Tokens: [var word], Option: { CompletionSources: [_, ..] sources } option } =>
                    $"{option.Name} is '{word.Value}'; it takes {Choice(Words(sources))}",
                ArgumentResult { Tokens: [], Argument: var argument } => $"{name} needs a {argument.Name}",
                ArgumentResult { Tokens: [var word], Argument: { CompletionSources: [_, ..] sources } argument } =>
                    $"{argument.Name} is '{word.Value}'; it takes {Choice(Words(sources))}",
                _ => parsed.Errors[0].Message.TrimEnd('.'),
            };
        return $"{sentence}; see `{name} --help`.";
    }

    private static string[] Words(IEnumerable<Func<CompletionContext, IEnumerable<CompletionItem>>> sources) =>
        [.. sources.SelectMany(source => source(CompletionContext.Empty)).Select(item => item.Label)];

    private static string Choice(string[] words) =>
        words is [.. var first, var last] && first is not [] ? $"{string.Join(", ", first)} or {last}" : string.Concat(words);
}
