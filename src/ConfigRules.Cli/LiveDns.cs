using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;

namespace ConfigRules.Cli;

/// <summary>
/// What this machine resolves a name to, beside the addresses that the recorded endpoints have: `dig`, read right. An answer is
/// the endpoint's only if it is the address of one of its interfaces; any address of a private range may be somebody else's.
/// </summary>
internal static class LiveDns
{
    public static async Task<LiveAnswer> AskAsync(Network network, Trace trace, CancellationToken cancellationToken)
    {
        if (trace.To.Name is not { } name)
            throw new CommandFailedException($"--live-dns needs a name to resolve, and nothing that was recorded tells those of {trace.To.Service}; give a host name with --to.");
        try
        {
            return Compare(name, await Dns.GetHostAddressesAsync(name, cancellationToken), network, trace);
        }
        catch (SocketException exception)
        {
            return Compare(name, [], network, trace) with { Problem = Failure.Cause(exception) };
        }
    }

    /// <summary>Says of each answer whose it is, in the order of addresses: resolvers shuffle theirs.</summary>
    public static LiveAnswer Compare(string name, IEnumerable<IPAddress> answers, Network network, Trace trace)
    {
        var vpcId = trace.From.Subnet.VpcId;
        var expected = trace.To.Service is { } service
            ? network.EndpointsTo(service, vpcId).Where(endpoint => endpoint.Type is EndpointType.Interface)
                .SelectMany(endpoint => endpoint.NetworkInterfaceIds).Select(network.Find<NetworkInterface>).OfType<NetworkInterface>()
                .SelectMany(networkInterface => networkInterface.Addresses).Distinct()
            : [];
        return new(name, vpcId,
            [.. answers.Distinct().OrderBy(address => address.AddressFamily).ThenBy(address => address.ToString(), StringComparer.Ordinal)
                .Select(address => (address, network.EndpointAt(address, vpcId)?.Endpoint.Id))],
            [.. expected]);
    }
}

/// <summary>The answers that this machine got, each with the endpoint of the VPC that has the address, or null.</summary>
internal sealed record LiveAnswer(
    string Name, string VpcId, ImmutableArray<(IPAddress Address, string? EndpointId)> Answers, ImmutableArray<IPAddress> Expected)
{
    /// <summary>Why there are no answers, in the words of the operating system.</summary>
    public string? Problem { get; init; }

    public IEnumerable<string> Sentences
    {
        get
        {
            yield return Answers is []
                ? $"This machine resolves {Name} to nothing{(Problem is null ? "" : $" ({Problem})")}."
                : $"This machine resolves {Name} to {Wording.List(Answers.Select(answer => $"{answer.Address} ({answer.EndpointId ?? $"no endpoint of {VpcId}"})"), most: 20)}.";
            if (Expected is not [])
                yield return $"The interfaces of the service's endpoints in {VpcId} have {Wording.List(Expected.Select(address => address.ToString()), most: 20)}.";
            yield return $"That proves something only where this command runs inside {VpcId}: elsewhere other servers are asked.";
        }
    }
}
