using System.Collections.Immutable;
using System.CommandLine;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Cli;

/// <summary>Where a command's networks come from: recordings, or a live account.</summary>
internal sealed class NetworkOptions
{
    public Argument<string[]> Paths { get; } = CommonOptions.Networks();

    public Option<bool> Live { get; } = new("--live") { Description = "Judge the account that the AWS credentials of this machine are for." };

    public Option<string> Profile { get; } = CommonOptions.Profile();

    public Option<string[]> Regions { get; } = CommonOptions.Regions();

    public async Task<IReadOnlyList<NetworkSource>> ReadAsync(
        ParseResult arguments, IReadOnlyList<(Rule Rule, Parameters Parameters)> chosen, Terminal terminal, CancellationToken cancellationToken)
    {
        // Off the thread that waits for Ctrl-C.
        await Task.Yield();
        var paths = arguments.GetValue(Paths) ?? [];
        var isLive = arguments.GetValue(Live);
        var (profile, regions) = (arguments.GetValue(Profile), arguments.GetValue(Regions) ?? []);
        if (isLive && paths is not [])
            throw new CommandFailedException("Name recorded networks or --live, not both.");
        if (!isLive && (profile is not null || regions is not []))
            throw new CommandFailedException("--profile and --region belong to --live, which is missing.");
        if (isLive)
        {
            ImmutableArray<FactKind> kinds = [.. chosen.SelectMany(rule => rule.Rule.Needs(rule.Parameters).Concat(rule.Rule.Welcomes(rule.Parameters))).Distinct().Order()];
            return await LiveNetworks.ReadAsync(profile, regions, kinds, terminal, cancellationToken);
        }
        return paths is []
            ? throw new CommandFailedException($"No network is named; give a file, a folder, - for standard input, or --live; see `configrules {arguments.CommandResult.Command.Name} --help`.")
            : NetworkFiles.Read(paths, terminal, cancellationToken);
    }
}
