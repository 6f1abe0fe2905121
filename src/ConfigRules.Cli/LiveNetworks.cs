using System.Collections.Immutable;
using ConfigRules.Aws;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Cli;

/// <summary>Reads networks of the account that the credentials of this machine are for.</summary>
internal static class LiveNetworks
{
    public static async Task<IReadOnlyList<NetworkSource>> ReadAsync(
        string? profile, IReadOnlyCollection<string> regions, ImmutableArray<FactKind> kinds, Terminal terminal, CancellationToken cancellationToken)
    {
        var accounts = new Accounts(profile);
        if (regions.Count is 0)
        {
            regions = [Accounts.DefaultRegion(profile)
                ?? throw new CommandFailedException("No region is named; give --region, or set AWS_REGION.")];
        }
        if (regions.FirstOrDefault(region => region is "" || !region.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-')) is { } wrong)
            throw new CommandFailedException($"'{wrong}' is no region's name; they look like eu-west-1.");
        var sources = new List<NetworkSource>();
        foreach (var region in regions.Distinct())
        {
            if (terminal.IsWatched)
                await terminal.Error.WriteLineAsync($"Reading {region} ...");
            var key = await accounts.IdentifyAsync(region, cancellationToken);
            sources.Add(new(region, (await accounts.Find(key).ReadNetworkAsync(kinds, Scope.Region, cancellationToken)).Whole));
        }
        return sources;
    }
}
