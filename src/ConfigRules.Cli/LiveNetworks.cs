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
        foreach (var region in regions)
            RequireRegion(region);
        var sources = new List<NetworkSource>();
        foreach (var region in regions.Distinct())
        {
            if (terminal.IsWatched)
                await terminal.Error.WriteLineAsync($"Reading {region} ...");
            var key = await accounts.IdentifyAsync(region, cancellationToken);
            var reading = await accounts.Find(key).ReadNetworkAsync(kinds, Scope.Region, cancellationToken);
            sources.Add(new(region, reading.WholeOrWithoutKinds));
            if (reading.Unread is { } unread)
                await terminal.Error.WriteLineAsync($"{region}: {unread.Message} Left out: what needs it stays undetermined.");
        }
        return sources;
    }

    /// <summary>It becomes part of a host's name.</summary>
    public static void RequireRegion(string region)
    {
        if (region is "" || !region.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-'))
            throw new CommandFailedException($"'{region}' is no region's name; they look like eu-west-1.");
    }
}
