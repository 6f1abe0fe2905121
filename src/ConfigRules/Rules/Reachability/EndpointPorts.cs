using System.Collections.Immutable;
using System.Globalization;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Paths;

namespace ConfigRules.Rules.Reachability;

/// <summary>On which TCP ports an endpoint's service listens; the rules about packets to endpoints agree on them.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/ses/latest/dg/smtp-connect.html
/// https://docs.aws.amazon.com/keyspaces/latest/devguide/vpc-endpoints.html
/// https://docs.aws.amazon.com/iot/latest/developerguide/protocols.html#protocol-port-mapping
/// https://docs.aws.amazon.com/aurora-dsql/latest/userguide/privatelink-managing-clusters.html
/// </remarks>
internal static class EndpointPorts
{
    public static readonly IntegerParameter Port = new("port", "The TCP port of services that have no other.", 443, 1, 65_535);

    public static readonly ListParameter ServicePorts = new(
        "servicePorts",
        "Services with other ports, as service=port, once for each port: vpce-svc-0123=8443; a star may end a name. One port is enough for a client. Those of the "
            + "default keep theirs unless one is given. An endpoint service of another provider is judged only if it is named here, since nobody can see its listeners.",
        IsServicePort, "service=port separated by commas",
        string.Join(',', Intent.OtherPorts.SelectMany(other => other.Ports.Select(port => string.Create(CultureInfo.InvariantCulture, $"{other.Service}={port}")))));

    public static ImmutableArray<Parameter> Parameters => [Port, ServicePorts];

    /// <summary>Those of which a client takes one; empty where nobody can know.</summary>
    public static ImmutableArray<int> Of(ServiceName service, Parameters parameters) =>
        Named(service, parameters.Get(ServicePorts)) is [_, ..] given ? given
        : service.IsProvided ? []
        : Intent.UsualPortsOf(service.Service) is { IsDefault: false } usual ? usual
        : [parameters.Get(Port)];

    /// <summary>What some clients of some services need besides: data of FTP and FTPS, control of agents, streams of pixels, requests of SDKs.</summary>
    private static readonly ImmutableArray<(string Service, int From, int To)> Besides =
    [
        // https://docs.aws.amazon.com/transfer/latest/userguide/create-server-in-vpc.html
        ("transfer.server", 8192, 8200),
        // https://docs.aws.amazon.com/filegateway/latest/files3/gateway-private-link.html
        ("storagegateway", 1026, 1028), ("storagegateway", 1031, 1031), ("storagegateway", 2222, 2222),
        // https://docs.aws.amazon.com/datasync/latest/userguide/datasync-network.html#using-vpc-endpoint
        ("datasync", 1024, 1064),
        // https://docs.aws.amazon.com/appstream2/latest/developerguide/creating-streaming-from-interface-vpc-endpoints.html
        ("appstream.streaming", 1400, 1499),
        // https://docs.aws.amazon.com/keyspaces/latest/devguide/programmatic.endpoints.html
        ("cassandra", 443, 443),
    ];

    /// <summary>Whether the rule is about nothing but the ports, and what clients of the service need besides.</summary>
    public static bool AreAllOf(GroupRule rule, ImmutableArray<int> ports, ServiceName service) =>
        rule is { Protocol: "tcp" or "6", FromPort: { } from, ToPort: { } to } && from <= to
        && Enumerable.Range(from, to - from + 1).All(port => ports.Contains(port)
            || Besides.Any(besides => besides.Service == service.Service && besides.From <= port && port <= besides.To));

    /// <summary>"TCP 443", or "TCP 587, 465 or 25".</summary>
    public static string Words(ImmutableArray<int> ports)
    {
        string[] all = [.. ports.Select(port => port.ToString(CultureInfo.InvariantCulture))];
        return all is [var only] ? $"TCP {only}" : $"TCP {string.Join(", ", all[..^1])} or {all[^1]}";
    }

    /// <summary>What is said of the port on which most passes: a client that gets through on one needs no other.</summary>
    public static IReadOnlyList<Hop> Best(ImmutableArray<int> ports, Func<int, IEnumerable<Hop>> hops)
    {
        IReadOnlyList<Hop>[] all = [.. ports.Select(port => hops(port).ToArray())];
        return all.MinBy(one => one.Any(hop => hop.Effect is HopEffect.Blocks) ? 2 : one.Any(hop => hop.Effect is HopEffect.Unknown) ? 1 : 0)!;
    }

    /// <summary>Every endpoint is asked about, and hardly any has a port of its own.</summary>
    private static ImmutableArray<int> Named(ServiceName service, ImmutableArray<string> pairs)
    {
        ImmutableArray<int> ports = [];
        foreach (var pair in pairs)
        {
            if (pair.IndexOf('=', StringComparison.Ordinal) is var end && Intent.IsCalled(pair.AsSpan(0, end), service.Service)
                && int.Parse(pair.AsSpan(end + 1), CultureInfo.InvariantCulture) is var port && !ports.Contains(port))
            {
                ports = ports.Add(port);
            }
        }
        return ports;
    }

    public static string Unknown(ServiceName service) =>
        $"Which port {service.Service} listens on is not known; servicePorts can name it.";

    private static bool IsServicePort(string text) =>
        text.Split('=', 2) is [{ Length: > 0 }, var port]
        && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65_535;
}
