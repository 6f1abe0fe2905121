using ConfigRules.Model;
using ConfigRules.Paths;

namespace ConfigRules.Cli;

/// <summary>A trace, the network that it goes through, and what this machine resolves the name to where that was asked.</summary>
internal sealed record TracedWay(Network Network, Trace Trace, LiveAnswer? Live = null)
{
    /// <summary>"eni-1 in subnet-1 (shop-app-a)".</summary>
    public string From => Trace.From switch
    {
        { IsWholeSubnet: true } => Named(Trace.From.Subnet),
        { Interfaces: [var only] } => $"{only.Id} in {Named(Trace.From.Subnet)}",
        var some => $"{Engine.Wording.List(some.Interfaces.Select(networkInterface => networkInterface.Id))} in {Named(some.Subnet)}",
    };

    /// <summary>"s3": as hops call it.</summary>
    public string To => Trace.To.Service ?? Trace.To.Name ?? "";

    private static string Named(Subnet subnet) =>
        subnet.Tags.GetValueOrDefault("Name") is { Length: > 0 } name ? $"{subnet.Id} ({name})" : subnet.Id;
}
