using System.Collections.Immutable;
using System.Net;
using ConfigRules.Bundles;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>What somebody is about to reach: a service by one of its names, and the port it listens on.</summary>
public sealed record Intent
{
    private static readonly ImmutableArray<int> Https = [443];

    /// <summary>The services whose clients use other TCP ports than 443, the one that most use first. A star at the end stands for what differs from region to region.</summary>
    internal static ImmutableArray<(string Service, ImmutableArray<int> Ports)> OtherPorts { get; } =
    [
        // https://docs.aws.amazon.com/ses/latest/dg/smtp-connect.html
        ("email-smtp", [587, 465, 25, 2587, 2465]),
        // https://docs.aws.amazon.com/transfer/latest/userguide/create-server-in-vpc.html
        ("transfer.server", [22, 2222, 2223, 22000, 21]),
        // https://docs.aws.amazon.com/keyspaces/latest/devguide/vpc-endpoints.html
        ("cassandra", [9142]),
        // https://docs.aws.amazon.com/iot/latest/developerguide/protocols.html#protocol-port-mapping
        ("iot.data", [8883, 443, 8443]),
        // https://docs.aws.amazon.com/aurora-dsql/latest/userguide/privatelink-managing-clusters.html
        ("dsql-*", [5432]),
    ];

    /// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html</remarks>
    internal static ImmutableArray<string> ServicesWithGateways { get; } = ["s3", "dynamodb", "s3express"];

    /// <summary>How full names of services begin, which have dots as names of hosts have.</summary>
    private static readonly string[] Namespaces = ["com.amazonaws.", "cn.com.amazonaws.", "eu.amazonaws.", "gov.ic.", "aws.", "api.aws."];

    private const string AnyAccount = "000000000000";

    /// <summary>"s3", "ecr.api"; null where the name is of no service that was recorded.</summary>
    public string? Service { get; init; }

    /// <summary>In small letters; null where nothing tells the service's names.</summary>
    public string? Name { get; init; }

    /// <summary>What is to be reached, where that is an address, for which nobody is asked; null for a name.</summary>
    internal IPAddress? Address { get; private init; }

    public int Port { get; init; } = 443;

    /// <summary>The ports on which the service listens, of which each client takes one; empty where somebody has chosen.</summary>
    public ImmutableArray<int> Ports { get; init; } = [];

    /// <summary>The request that passes the endpoint's policy; null where nobody said.</summary>
    public RequestToPass? Request { get; init; }

    /// <summary>The requests that clients of bundles make of the service, for policies where no other request is given.</summary>
    public ImmutableArray<PolicyNeed> Needs { get; init; } = [];

    /// <summary>When nobody means to reach it after all: "ssmmessages serves ECS Exec alone". Null where somebody does for certain.</summary>
    public string? Doubt { get; init; }

    /// <summary>What is to be said of the name itself.</summary>
    public required Hop Hop { get; init; }

    /// <summary>Whether gateway endpoints take what it asks for, by names that stay public whatever endpoints there are.</summary>
    internal bool HasGateways => Service is not null && ComesWithGateways(Service);

    /// <summary>Whether public DNS has IPv6 addresses for the name; those of old have none unless they say dualstack.</summary>
    internal bool IsDualStack => Name is not null
        && (Name.Contains(".dualstack.", StringComparison.Ordinal) || Name.EndsWith(".api.aws", StringComparison.Ordinal)
            || Name.EndsWith(".on.aws", StringComparison.Ordinal));

    /// <summary>Of what tells most intents apart: each is asked about many times.</summary>
    public override int GetHashCode() => HashCode.Combine(Service, Name?.Length, Port);

    /// <summary>A service as bundles name it: "ecr.dkr".</summary>
    public static Intent ToService(string service, Network network) => network.Once(new Asked(service), () => Find(service, network));

    /// <summary>A service ("s3", "com.amazonaws.eu-west-1.s3"), or a name that clients ask for ("sts.eu-west-1.amazonaws.com"), or the address that it stands for.</summary>
    public static Intent To(string serviceOrName, Network network)
    {
        var text = serviceOrName.Trim().TrimEnd('.');
        if (!LooksLikeHostName(text))
            return ToService(ServiceName.Parse(text).WithFips, network);

        var name = text.ToLowerInvariant();
        if (name.StartsWith("sts.amazonaws.com", StringComparison.Ordinal))
        {
            // https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
            return new() { Name = name, Hop = new(Stage.Intent, HopEffect.Note, $"{name} is the global endpoint of STS, which no endpoint of a region answers for") { Code = "GLOBAL_STS" } };
        }
        var owner = EndpointNames.OwnerOf(name, network);
        var service = owner?.Service.Service ?? ServiceOf(name, network);
        var address = IPAddress.TryParse(name, out var parsed) ? parsed : null;
        var hop = address is not null ? Hop.Passes(Stage.Intent, $"{name} is an address")
            : owner is not null ? Hop.Passes(Stage.Intent, $"{name} is a name of {owner.Id}")
            : service is null
            ? new Hop(Stage.Intent, HopEffect.Note, $"{name} is no name of a service that was recorded") { Code = "UNKNOWN_NAME" }
            : Hop.Passes(Stage.Intent, $"{name} is a name of {service}");
        return new() { Service = service, Name = name, Address = address, Port = PortsOf(service)[0], Ports = PortsOf(service), Hop = hop };
    }

    /// <summary>Whether the pattern, "*.dkr.ecr..." or a plain name, stands for the name. Names that have no star stand for themselves.</summary>
    internal static bool Fits(string pattern, string name) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? name.Length > pattern.Length - 1 && name.AsSpan().EndsWith(pattern.AsSpan(1), StringComparison.OrdinalIgnoreCase)
        : pattern.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the name lies in a domain in which AWS names its services.</summary>
    /// <remarks>https://docs.aws.amazon.com/general/latest/gr/rande.html</remarks>
    internal static bool IsOfAws(string name, Network network) =>
        Resolver.IsWithin(name, Domain(network)) || Resolver.IsWithin(name, "aws") || Resolver.IsWithin(name, "api.amazonwebservices.com.cn");

    /// <summary>The domain under which the partition's names of services lie.</summary>
    /// <remarks>https://docs.aws.amazon.com/general/latest/gr/rande.html</remarks>
    private static string Domain(Network network) => network.Partition switch
    {
        "aws-cn" => "amazonaws.com.cn",
        "aws-iso" => "c2s.ic.gov",
        "aws-iso-b" => "sc2s.sgov.gov",
        "aws-iso-e" => "cloud.adc-e.uk",
        "aws-iso-f" => "csp.hci.ic.gov",
        "aws-eusc" => "amazonaws.eu",
        _ => "amazonaws.com",
    };

    private static Intent Find(string service, Network network)
    {
        var name = NameOf(service, network);
        return new()
        {
            Service = service,
            Name = name,
            Port = PortsOf(service)[0],
            Ports = PortsOf(service),
            Hop = name is not null ? Hop.Passes(Stage.Intent, $"clients of {service} ask for {name}")
                : network.Has(FactKind.ServiceDetails) ? Hop.Unknown(Stage.Intent, "UNKNOWN_NAME", $"nothing that was recorded tells the names of {service}")
                : Hop.Lacks(Stage.Intent, FactKind.ServiceDetails),
        };
    }

    /// <summary>Whether the service comes with gateway endpoints.</summary>
    internal static bool ComesWithGateways(string service) => ServicesWithGateways.Contains(service);

    /// <summary>Those of a service whose clients use other ports; default for one whose clients do not.</summary>
    internal static ImmutableArray<int> UsualPortsOf(string? service)
    {
        // The FIPS variant of a service listens where the service does.
        var plain = service is null ? "" : ServiceName.Plain(service);
        foreach (var (other, ports) in OtherPorts)
        {
            if (IsCalled(other, plain))
                return ports;
        }
        return default;
    }

    /// <summary>Whether the service has the name, whose last character may be a star that stands for anything.</summary>
    internal static bool IsCalled(ReadOnlySpan<char> name, string service) =>
        name is [.. var beginning, '*'] ? service.AsSpan().StartsWith(beginning) : name.SequenceEqual(service);

    private static ImmutableArray<int> PortsOf(string? service) => UsualPortsOf(service) is { IsDefault: false } usual ? usual : Https;

    private static string? NameOf(string service, Network network)
    {
        if (service is "s3" or "dynamodb" && network.Region is { } region)
            return $"{service}.{region}.{Domain(network)}";
        var names = network.ServiceCalled(service)?.PrivateDnsNames ?? [];
        return (names.FirstOrDefault(IsOfRegistry) ?? names.FirstOrDefault(name => !name.StartsWith('*')) ?? names.FirstOrDefault())
            ?.Replace("*", network.AccountId ?? AnyAccount, StringComparison.Ordinal).ToLowerInvariant();
    }

    /// <summary>
    /// All that clients of the service ask for, each name with the pattern that stands for it; none where nothing recorded tells.
    /// Names under another domain than the partition's own are asked for by those alone who turn dual-stack endpoints on.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html</remarks>
    internal static IEnumerable<(string Pattern, string Name)> NamesOf(string service, Network network)
    {
        var domain = $".{Domain(network)}";
        string[] all = service is "s3" && network.Region is { } region
            ? [$"s3.{region}{domain}", $"*.s3.{region}{domain}"]
            : [.. network.ServiceCalled(service)?.PrivateDnsNames ?? []];
        var own = all.Where(name => name.EndsWith(domain, StringComparison.OrdinalIgnoreCase)).ToArray();
        var wildcard = own.Where(IsOfRegistry).ToArray();
        return (wildcard is not [] ? wildcard : own is not [] ? own : all)
            .Select(pattern => (pattern, pattern.Replace("*", network.AccountId ?? AnyAccount, StringComparison.Ordinal).ToLowerInvariant()));
    }

    /// <summary>The image registry is asked for by the account's own name, which the wildcard stands for.</summary>
    private static bool IsOfRegistry(string name) => name.StartsWith("*.dkr.ecr", StringComparison.Ordinal);

    private static string? ServiceOf(string name, Network network)
    {
        foreach (var service in (ReadOnlySpan<string>)["s3", "dynamodb"])
        {
            if (network.Region is { } region && (IsNameOf($"{service}.{region}.{Domain(network)}") || IsNameOf($"{service}.dualstack.{region}.{Domain(network)}")))
                return service;

            // Buckets have names of their own; below DynamoDB's name are its streams, which no gateway endpoint takes.
            // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/privatelink-streams.html
            bool IsNameOf(string own) => name == own || (service is "s3" && Fits($"*.{own}", name));
        }
        return network.All<ServiceDetail>()
            .Where(network.IsHere)
            .SelectMany(detail => detail.PrivateDnsNames.Where(pattern => Fits(pattern, name)).Select(pattern => (Detail: detail, Pattern: pattern)))
            .OrderByDescending(found => found.Pattern.Length)
            .Select(found => ServiceName.Parse(found.Detail.Id).Service)
            .FirstOrDefault();
    }

    /// <summary>Services have dots too (ecr.api), but none ends like a domain of AWS's or has more than three parts.</summary>
    private static bool LooksLikeHostName(string text) => IPAddress.TryParse(text, out _)
        || (text.Contains('.', StringComparison.Ordinal)
            && !Array.Exists(Namespaces, space => text.StartsWith(space, StringComparison.OrdinalIgnoreCase))
            && (text.EndsWith(".com", StringComparison.OrdinalIgnoreCase) || text.EndsWith(".aws", StringComparison.OrdinalIgnoreCase)
                || text.EndsWith(".cn", StringComparison.OrdinalIgnoreCase) || text.Count('.') > 2));

    private sealed record Asked(string Service);
}
