using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>
/// What the Route 53 VPC Resolver answers in one VPC: who is asked (DHCP options, forwarding rules), whether it may answer (DNS
/// attributes, DNS Firewall), and which zone has the name (customers' private zones, the hidden ones of endpoints, public DNS).
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
/// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
/// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-using-rules.html
/// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-overview-forward-vpc-to-network-autodefined-rules.html
/// </remarks>
public sealed class Resolver
{
    /// <summary>That many aliases may lead from one name to the next.</summary>
    internal const int LongestChain = 8;

    private static readonly FactKind[] AsksFor =
    [
        FactKind.VpcEndpoints, FactKind.DhcpOptions, FactKind.HostedZones, FactKind.ResolverRules, FactKind.ResolverRuleAssociations,
        FactKind.FirewallRuleGroupAssociations, FactKind.ProfileAssociations,
    ];

    /// <summary>The labels behind which AWS names what its customers have in VPCs: load balancers, databases, clusters, file systems.</summary>
    private static readonly FrozenSet<string> NamesOfResources =
    [
        "cache", "compute", "compute-1", "dax-clusters", "docdb", "efs", "eks", "elb", "es", "kafka", "kafka-serverless", "memorydb", "mq", "neptune",
        "rds", "redshift", "redshift-serverless",
    ];

    private static readonly AddressFamily[] Families = [AddressFamily.InterNetwork, AddressFamily.InterNetworkV6];

    private readonly string _vpcId;
    private readonly Vpc? _vpc;
    private readonly Network _network;
    private readonly ImmutableArray<HostedZone> _zones;
    private readonly ImmutableArray<ResolverRule> _rules;
    private readonly ImmutableArray<string> _firewalls;
    private readonly ImmutableArray<string> _firewallsOfProfiles;
    private readonly bool _isRecorded;
    private readonly ImmutableArray<Hop> _unread;
    private readonly ImmutableArray<(string Pattern, VpcEndpoint Endpoint)> _owned;
    private readonly Lazy<Hop?> _foreign;
    private readonly ConcurrentDictionary<(string? Service, string? Name), DnsAnswer> _answers = new(concurrencyLevel: 1, capacity: 7);

    internal Resolver(string vpcId, Network network)
    {
        _vpcId = vpcId;
        _vpc = network.Find<Vpc>(vpcId);
        _network = network;
        _foreign = new(() => FindForeign([]));
        _owned = [.. from endpoint in network.In<VpcEndpoint>(vpcId) where HasZone(endpoint) from name in PrivateNames(endpoint, network) select (name, endpoint)];
        var profiles = network.In<ProfileAssociation>(vpcId).Select(use => use.ProfileId).ToHashSet();
        var brought = profiles.Count is 0 ? []
            : profiles.SelectMany(network.BroughtBy).Select(resource => resource.ResourceId).ToHashSet();
        // Of equal names, what is the VPC's own comes before what a profile brings.
        // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles.html#profiles-priority
        _zones = [.. network.ZonesOf(vpcId).Concat(brought.Order(StringComparer.Ordinal).Select(network.Find<HostedZone>).OfType<HostedZone>()).DistinctBy(zone => zone.Id)];
        _rules =
        [
            .. network.In<ResolverRuleAssociation>(vpcId).Select(use => use.ResolverRuleId).Concat(brought).Distinct()
                .Where(id => !IsAutodefined(id)).Select(network.Find<ResolverRule>).OfType<ResolverRule>()
                // A rule for delegations has no domain of its own: it takes what a zone leaves to other servers by NS records, and nothing else.
                // https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverRule.html
                .Where(rule => rule.Type is not ResolverRuleType.Delegate),
        ];
        _firewallsOfProfiles = [.. brought.Where(id => id.StartsWith("rslvr-frg-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        _firewalls = [.. network.In<FirewallAssociation>(vpcId).OrderBy(use => use.Priority).Select(use => use.FirewallRuleGroupId).Union(_firewallsOfProfiles)];
        // Who shares a VPC sees neither the endpoints nor the zones of its owner; where some endpoint was recorded, the owner's view was.
        // https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html
        var stranger = network.AccountId is { } account && _vpc?.OwnerId is { } owner && owner != account && network.In<VpcEndpoint>(vpcId) is [] ? owner : null;
        _isRecorded = _vpc is not null && stranger is null && network.Has(FactKind.ProfileAssociations) && (profiles.Count is 0 || network.Has(FactKind.ProfileResourceAssociations));
        var lacking = AsksFor.Where(kind => !network.Has(kind));
        if (profiles.Count > 0 && !network.Has(FactKind.ProfileResourceAssociations))
            lacking = lacking.Append(FactKind.ProfileResourceAssociations);
        _unread =
        [
            .. lacking.Select(kind => Hop.Lacks(Stage.Dns, kind)),
            .. stranger is not null
                ? (ReadOnlySpan<Hop>)[Hop.Unknown(Stage.Dns, "SHARED_VPC", $"{vpcId} belongs to account {stranger}, whose endpoints and hosted zones have not been recorded", vpcId)]
                : [],
            // A zone that a profile brings and that may not be read is not among the zones at all; and it may bring endpoints too.
            .. brought.Where(id => network.Find<HostedZone>(id) is null && network.Find<ResolverRule>(id) is null && !id.StartsWith("rslvr-frg-", StringComparison.Ordinal))
                .Select(id => Hop.Unknown(Stage.Dns, id.StartsWith('Z') ? "PHZ_SHADOW" : "PROFILE", $"what {id}, which a profile brings, answers is not known", id)),
            // Rules of other accounts may be in force without being told.
            .. network.In<ResolverRuleAssociation>(vpcId).Select(use => use.ResolverRuleId)
                .Where(id => network.Has(FactKind.ResolverRules) && network.Find<ResolverRule>(id) is null && !IsAutodefined(id))
                .Select(id => Hop.Unknown(Stage.Dns, "FORWARDED", $"what {id} does has not been recorded", id)),
        ];
    }

    /// <summary>Whether hosted zones, one's own and the hidden ones of endpoints, are answered from; null where nobody recorded it.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html</remarks>
    public static bool? AnswersFromZones(Vpc? vpc) => vpc?.Dns is { } dns ? dns.Support && dns.Hostnames : null;

    /// <summary>The resolver of the VPC that all who ask about the network share.</summary>
    internal static Resolver In(string vpcId, Network network) => network.OnceIn(vpcId, new Question(vpcId), () => new Resolver(vpcId, network));

    /// <summary>
    /// Whether the zone is associated with the VPC, or a profile brings it; null where nobody recorded that. Of another account's VPC
    /// nobody is told what is associated with it.
    /// </summary>
    internal bool? AnswersFrom(HostedZone zone) => _zones.Any(own => own.Id == zone.Id) ? true
        : _isRecorded ? false
        : null;

    /// <summary>What clients of the service get as answer when they ask for its name.</summary>
    internal DnsAnswer Resolve(Intent intent) => intent.Address is { } address
        ? new(new([new Target(AddressSet.Of(address), $"{address}")]), [Hop.Passes(Stage.Dns, $"nobody is asked for {address}")])
        : intent.Name is not null && _vpc?.Dns is not null && _foreign.Value is { } foreign ? new(null, [.. _unread, foreign]) : Answer(intent);

    /// <summary>What Amazon's resolver answers, whoever it is that instances ask.</summary>
    internal DnsAnswer Answer(Intent intent) =>
        _answers.GetOrAdd((intent.Service, intent.Name), static (_, asked) => asked.Resolver.Find(asked.Intent), (Resolver: this, Intent: intent));

    private DnsAnswer Find(Intent intent)
    {
        if (intent.Name is not { } name)
            return new(null, []);
        if (_vpc?.Dns is not { } dns)
            return new(null, [Hop.Lacks(Stage.Dns, FactKind.VpcAttributes)]);

        if (!dns.Support)
        {
            return new(null, [.. _unread, Hop.Blocks(
                Stage.Dns, "DNS_ATTRS_OFF", $"{name} does not resolve: enableDnsSupport of {_vpcId} is off, so its resolver answers nothing", _vpcId)]);
        }
        var answer = Answer(new(name, intent, dns), LongestChain);
        return answer with { Hops = [.. _unread, .. answer.Hops] };
    }

    private DnsAnswer Answer(Query query, int chain)
    {
        if (_firewalls is [])
            return AnswerToAll(query, chain);
        var (four, six) = (Firewalled(query, AddressFamily.InterNetwork), Firewalled(query, AddressFamily.InterNetworkV6));
        return four.Hop is not null && four.Hop == six.Hop
            ? new(null, [four.Hop])
            : PastFirewall(query.Name, AnswerToAll(query with { Trust = new(four.IsTrusted, six.IsTrusted) }, chain), family => family is AddressFamily.InterNetwork ? four.Hop : six.Hop);
    }

    /// <summary>DNS Firewall may keep back the addresses of one family alone, which matters where the name has such addresses.</summary>
    private static DnsAnswer PastFirewall(string name, DnsAnswer answer, Func<AddressFamily, Hop?> firewalled)
    {
        var families = answer switch
        {
            { Destination.Targets: [_, ..] targets } => targets.Select(target => target.Family).Distinct().Order(),
            { Endpoint: { } endpoint } => Families.Where(family => Answers(endpoint, family)),
            _ => [],
        };
        var asked = families.Select(family => (Family: family, Hop: firewalled(family))).ToArray();
        var back = asked.Where(query => query.Hop is not null).ToArray();
        return back switch
        {
            [] => answer,
            _ when back.Length == asked.Length => new(null, [back.FirstOrDefault(query => query.Hop!.Effect is HopEffect.Unknown).Hop ?? back[0].Hop!]),
            [{ Hop: { Effect: HopEffect.Unknown } unknown }, ..] => new(null, [unknown]),
            [var (family, hop), ..] => new(null, [Hop.Unknown(
                Stage.Dns, "DNS_FIREWALL", $"{hop!.ResourceId} of DNS Firewall blocks {name} for {(family is AddressFamily.InterNetwork ? "IPv4" : "IPv6")} alone", hop.ResourceId)]),
        };
    }

    private DnsAnswer AnswerToAll(Query query, int chain)
    {
        var (name, intent, dns) = query;
        var zone = AnswersFromZones(_vpc) is true ? Longest(_zones, zone => zone.Name, name) : null;
        var rule = Longest(_rules, rule => rule.DomainName, name);
        var owner = OwnerOf(query);
        if (RivalsFor(name, zone?.Name.Length >= owner?.ZoneLength || owner is null ? zone : null, rule) is { } rivals)
            return new(null, [rivals]);
        // A zone of one's own comes before a less specific rule, and after one of the same name. Whether an endpoint's hidden zone
        // counts as such a zone, no page says.
        if (rule is { Type: not (ResolverRuleType.System or ResolverRuleType.Recursive) } && (zone is null || rule.DomainName.Length >= zone.Name.Length))
        {
            var forwarded = Forwarded(rule, query, chain);
            return rule.Type is ResolverRuleType.Forward && owner is { } hidden && !EndpointNames.Are(name) && rule.DomainName.Length < hidden.ZoneLength
                ? FromBoth("FORWARDED", rule.Id, hidden.Endpoint, name, forwarded)
                : forwarded;
        }
        if (zone is null && owner is null && (WhyUnheardOf(name, intent) ?? WhyLost(name)) is { } why)
            return Unheard(name, why);
        if (zone is not null && (owner is null || zone.Name.Length > owner.Value.ZoneLength))
            return FromZone(zone, query, chain);
        if (zone is not null && owner is not null && zone.Name.Length == owner.Value.ZoneLength)
            return FromBoth("PHZ_SHADOW", zone.Id, owner.Value.Endpoint, name, FromZone(zone, query, chain));
        return owner is { Endpoint: var endpoint }
            ? FromEndpoint(endpoint, name)
            : new(Public(intent), [WhyPublic(name, intent, dns)]);
    }

    /// <summary>
    /// Several profiles of one VPC may bring zones or rules of one name. Which comes first is told by priorities that were not recorded; what is the
    /// VPC's own comes before them all.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profiles-vpc-update-priority.html</remarks>
    private Hop? RivalsFor(string name, HostedZone? zone, ResolverRule? rule)
    {
        // Whose they are is asked of those alone that are several: a zone may have thousands of VPCs.
        string[] zones = zone is null ? [] : [.. _zones.Where(other => other.Name == zone.Name).Select(other => other.Id)];
        if (zones is [_, _, ..] && zone!.VpcIds.Contains(_vpcId))
            zones = [];
        string[] rules = rule is null || rule.DomainName.Length < zone?.Name.Length ? []
            : [.. _rules.Where(other => other.DomainName == rule.DomainName).Select(other => other.Id).Order(StringComparer.Ordinal)];
        if (rules is [_, _, ..] && _network.In<ResolverRuleAssociation>(_vpcId).Any(use => use.ResolverRuleId == rule!.Id))
            rules = [];
        return (rules is [_, _, ..] ? rules : zones) is [var one, var another, ..]
            ? Hop.Unknown(Stage.Dns, "PROFILE", $"profiles bring both {one} and {another}, and which one answers for {name} is not known", one)
            : null;
    }

    private DnsAnswer FromEndpoint(VpcEndpoint endpoint, string name)
    {
        if (endpoint.IsOfLattice)
            return new(null, [Hop.Unknown(Stage.Dns, "VIA_LATTICE", $"{name} resolves to {endpoint.Id}, an endpoint to {(endpoint.Type is EndpointType.Resource ? "a resource" : "a service network")}, and the way there was not followed", endpoint.Id)]);

        var destination = Of(endpoint, _network);
        if (EndpointNames.ZoneOf(name) is { } zone && destination.Targets is not [])
        {
            destination = new(destination.Targets.RemoveAll(target => target.EndpointSubnet?.AvailabilityZone is { } other && other != zone));
            if (destination.Targets is [])
                return new(null, [Hop.Unknown(Stage.Dns, "NOT_RECORDED", $"{name} resolves to what {endpoint.Id} has in {zone}, where it has no interface that was recorded", endpoint.Id)]);
        }
        return new(destination, [Hop.Passes(
            Stage.Dns, $"{name} resolves to {endpoint.Id}, {(EndpointNames.Are(name) ? "whose own name it is" : $"whose private DNS answers in {_vpcId}")}", endpoint.Id)])
        {
            Endpoint = endpoint,
        };
    }

    /// <summary>
    /// A zone of one's own has the name of the endpoint's hidden one, as where a profile brings it, or a rule a less specific one:
    /// where both give the same answer, it does not matter who is asked.
    /// </summary>
    private DnsAnswer FromBoth(string code, string otherId, VpcEndpoint endpoint, string name, DnsAnswer answer) =>
        LeadsTo(answer, endpoint, _network) is true
            ? answer
            : new(null, [Hop.Unknown(Stage.Dns, code, $"both {otherId} and {endpoint.Id} answer for {name}, and which one is asked is documented nowhere", otherId)]);

    /// <summary>Whether what was answered is the endpoint and nothing else; null where it is addresses, and the endpoint's are not known.</summary>
    internal static bool? LeadsTo(DnsAnswer answer, VpcEndpoint endpoint, Network network) => answer switch
    {
        // Whose name it is, is known wherever its interfaces are.
        { Endpoint: { } named } => named.Id == endpoint.Id,
        { Destination: { } destination } => LeadsTo(destination, endpoint, network),
        _ => false,
    };

    private static bool? LeadsTo(Destination destination, VpcEndpoint endpoint, Network network)
    {
        var own = Of(endpoint, network).Targets;
        var isCertain = destination.Targets is not [];
        foreach (var target in destination.Targets.Where(target => target.Endpoint?.Id != endpoint.Id))
        {
            if (target.Endpoint is not null)
                return false;
            var same = own.Where(end => end.Family == target.Family && end.Addresses.Overlaps(target.Addresses)).ToArray();
            if (same is [] && own is not [])
                return false;
            isCertain &= same.Any(end => !end.IsSomewhereWithin);
        }
        return isCertain ? true : null;
    }

    /// <summary>
    /// What another VPC's resolver answers where a rule forwards to its inbound endpoint, as spokes ask a hub; whether queries get
    /// there depends on the outbound endpoint, which is not followed.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-forwarding-inbound-queries.html</remarks>
    private DnsAnswer Forwarded(ResolverRule rule, Query query, int chain)
    {
        var domain = rule.DomainName is "" ? "every name" : rule.DomainName;
        if (rule.Type is not ResolverRuleType.Forward)
            return new(null, [Hop.Unknown(Stage.Dns, "FORWARDED", $"{rule.Id} is in the way of {domain}, and what it does with {query.Name} is not known", rule.Id)]);

        var asked = rule.TargetIps.Select(InboundEndpointAt).ToArray();
        if (chain is 0 || asked is not [{ } inbound, ..] || asked.Any(other => other?.VpcId != inbound.VpcId))
        {
            var servers = rule.TargetIps is [] ? "other servers" : string.Join(", ", rule.TargetIps);
            return new(null, [Hop.Unknown(Stage.Dns, "FORWARDED", $"{rule.Id} forwards {domain} to {servers}, whose answers nobody recorded", rule.Id) with { IsElsewhere = true }]);
        }
        var other = In(inbound.VpcId, _network);
        var answer = other._vpc?.Dns is { } dns
            ? other.Answer(new(query.Name, query.Intent, dns) { IsInbound = true }, chain - 1)
            : new(null, [Hop.Lacks(Stage.Dns, FactKind.VpcAttributes)]);
        // To where the names that come back lead is looked at here as well.
        foreach (var name in answer.Redirections)
            answer = PastFirewall(name, answer, family => Firewalled(query with { Name = name, IsRedirected = true }, family).Hop);
        var text = $"{rule.Id} forwards {domain} to {inbound.Id} of {inbound.VpcId}, and whether queries get there was not followed";
        var hop = Hop.Unknown(Stage.Dns, "FORWARDED", text, rule.Id) with { IsElsewhere = true };
        return answer with { Hops = [hop, .. other._unread.Except(_unread), .. answer.Hops.Where(next => next != hop)] };
    }

    private ResolverEndpoint? InboundEndpointAt(string address) => IPAddress.TryParse(address, out var known)
        ? _network.All<ResolverEndpoint>().FirstOrDefault(endpoint => endpoint.IsInbound && endpoint.Addresses.Contains(known))
        : null;

    /// <summary>
    /// The names that a private name of a service stands for: itself, or for a wildcard the account's own, and each one that a
    /// zone, one of its records or a rule singles out.
    /// </summary>
    internal IEnumerable<string> NamesFor(string pattern) => !pattern.StartsWith("*.", StringComparison.Ordinal)
        ? [pattern]
        : _zones.Select(zone => zone.Name)
            .Concat(_zones.SelectMany(zone => zone.Records ?? []).Where(record => record.Type is "A" or "AAAA" or "CNAME" && !record.Name.StartsWith('*')).Select(record => record.Name))
            .Concat(_rules.Select(rule => rule.DomainName)).Where(name => Intent.Fits(pattern, name))
            .Order(StringComparer.Ordinal).Prepend(pattern.Replace("*", _network.AccountId ?? "000000000000", StringComparison.Ordinal)).Distinct();

    /// <summary>Rules that AWS makes for private zones and for names of its own; they send nothing elsewhere.</summary>
    private static bool IsAutodefined(string ruleId) => ruleId.StartsWith("rslvr-autodefined-", StringComparison.Ordinal);

    /// <summary>Why public DNS may answer something else than the service's public addresses; null where it does not.</summary>
    private string? WhyUnheardOf(string name, Intent intent) =>
        EndpointNames.Are(name) ? $"{name} is of no endpoint that was recorded"
        // What an alias leads to is another name, and not the service's.
        : name != intent.Name ? $"{name} is in no zone that was recorded, so what it resolves to is not known"
        : intent.Service is not null ? null
        : MayBeGateways(name) ? $"whether {name} is in the list of a gateway endpoint is not known; ask for the region's own name"
        : MayBeInVpc(name) ? $"{name} is a name of what somebody may have in a VPC, so what it resolves to is not known"
        : null;

    /// <summary>
    /// Why a name may have no answer: it lies below one that an endpoint's hidden zone is made for, and what such a zone lacks is not
    /// looked for anywhere else.
    /// </summary>
    private string? WhyLost(string name) => AnswersFromZones(_vpc) is true
        && _owned.FirstOrDefault(owned => !owned.Endpoint.PrivateDnsOnlyForInboundResolver && IsWithin(name, owned.Pattern)) is { Endpoint: { } endpoint, Pattern: var pattern }
            ? $"{name} lies below {pattern}, for which {endpoint.Id} answers, and whether it has that name as well is not known"
            : null;

    /// <summary>Names that stand for private addresses as often as not: of instances, of load balancers, of databases.</summary>
    /// <remarks>
    /// https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html
    /// https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
    /// </remarks>
    private bool MayBeInVpc(string name) => IsWithin(name, "internal")
        || (Intent.IsOfAws(name, _network) && name.Split('.').Skip(1).Any(label => NamesOfResources.Contains(label) || label.StartsWith("vpc-lattice-", StringComparison.Ordinal)));

    /// <summary>
    /// The endpoint whose hidden zone has the name, and how specific that zone is. An S3 endpoint may answer those alone who ask
    /// from outside through an inbound Resolver endpoint.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html</remarks>
    private (VpcEndpoint Endpoint, int ZoneLength)? OwnerOf(Query query)
    {
        var name = query.Name;
        if (EndpointNames.Are(name))
            return EndpointNames.OwnerOf(name, _network) is { } named ? (named, name.Length) : null;
        if (AnswersFromZones(_vpc) is not true)
            return null;
        return _owned.Where(owned => (query.IsInbound || !owned.Endpoint.PrivateDnsOnlyForInboundResolver) && Intent.Fits(owned.Pattern, name))
            .Select(owned => ((VpcEndpoint, int)?)(owned.Endpoint, owned.Pattern.Length - (owned.Pattern.StartsWith("*.", StringComparison.Ordinal) ? 2 : 0)))
            .MaxBy(owned => owned!.Value.Item2);
    }

    /// <summary>The names that private DNS of the endpoint takes over, wildcards among them, as its provider or the endpoint itself tells.</summary>
    internal static ImmutableArray<string> PrivateNames(VpcEndpoint endpoint, Network network) => network.OnceIn(
        endpoint.VpcId,
        new NamesOf(endpoint.Id),
        () => (network.Find<ServiceDetail>(endpoint.Service.Full)?.PrivateDnsNames ?? []).Concat(endpoint.DnsNames)
            .Select(DnsName.Plain).Where(name => !EndpointNames.Are(name)).Distinct().ToImmutableArray());

    /// <summary>Whether the endpoint takes over its service's names for those who ask from inside its VPC.</summary>
    public static bool AnswersInVpc(VpcEndpoint endpoint) => endpoint is
    {
        Type: EndpointType.Interface, PrivateDnsEnabled: true, PrivateDnsOnlyForInboundResolver: false, CarriesTraffic: true,
    };

    /// <summary>
    /// Whether the endpoint can take what its VPC sends to its service by the service's own names: because these lead to it, or because
    /// routes do.
    /// </summary>
    public static bool TakesPacketsInVpc(VpcEndpoint endpoint) =>
        AnswersInVpc(endpoint) || endpoint is { Type: EndpointType.Gateway, CarriesTraffic: true };

    /// <summary>Whether a hidden zone of the endpoint's has names, for whomever it answers; those to resources and service networks may have one as well.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/use-resource-endpoint.html</remarks>
    private static bool HasZone(VpcEndpoint endpoint) =>
        endpoint is { PrivateDnsEnabled: true, CarriesTraffic: true } && (endpoint.Type is EndpointType.Interface || endpoint.IsOfLattice);

    /// <summary>
    /// Whether the endpoint's names lead to addresses of the family; clients of another one never come here.
    /// Where an interface endpoint leaves records to its service, the private names have IPv4 addresses alone.
    /// https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
    /// https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ec2.VpcEndpointDnsRecordIpType.html
    /// </summary>
    public static bool Answers(VpcEndpoint endpoint, AddressFamily family) => (endpoint.IpAddressType, endpoint.DnsRecordIpType) switch
    {
        ("ipv6", _) or ("dualstack", "ipv6") => family is AddressFamily.InterNetworkV6,
        ("dualstack", "service-defined") when endpoint.Type is not EndpointType.Gateway => family is AddressFamily.InterNetwork,
        ("dualstack", not "ipv4") => true,
        _ => family is AddressFamily.InterNetwork,
    };

    private Hop WhyPublic(string name, Intent intent, DnsAttributes dns)
    {
        var endpoints = intent.Service is { } service
            ? _network.EndpointsTo(service, _vpcId).Where(endpoint => endpoint.Type is EndpointType.Interface).ToArray() : [];
        if (endpoints.FirstOrDefault(endpoint => !endpoint.IsUnderstood) is { } strange)
            return Hop.Unknown(Stage.Dns, "UNKNOWN_STATE", $"the state of {strange.Id} is none that this version knows, so whether it answers for {name} is not known", strange.Id);

        var (code, why, resource) = (endpoints.FirstOrDefault(AnswersInVpc), endpoints.FirstOrDefault(endpoint => endpoint.CarriesTraffic), endpoints) switch
        {
            ({ } off, _, _) when !dns.Hostnames => ("DNS_ATTRS_OFF", $"enableDnsHostnames of {_vpcId} is off, so the private DNS of {off.Id} does not work", _vpcId),
            ({ } other, _, _) => ("NAME_NOT_COVERED", $"it is none of the names that {other.Id} answers for", other.Id),
            (_, { PrivateDnsOnlyForInboundResolver: true, PrivateDnsEnabled: true } inbound, _) =>
                ("INBOUND_ONLY", $"the private DNS of {inbound.Id} answers inbound Resolver endpoints alone", inbound.Id),
            (_, { } working, _) => ("PRIVATE_DNS_OFF", $"private DNS of {working.Id} is off", working.Id),
            (_, _, [var dead, ..]) => (CodeOf(dead), $"{dead.Id} is {Words.Of(dead.State)}", dead.Id),
            _ when Recorder(intent) is { } gateway => (null, $"the records of {gateway.Id} are {gateway.RecordIpType}", gateway.Id),
            _ when intent.HasGateways => (null, "gateway endpoints leave names alone", null),
            _ => ("NO_ENDPOINT", $"no interface endpoint of {_vpcId} answers for it", (string?)null),
        };
        // Where a gateway endpoint takes what goes there, the interface endpoint may leave the names alone.
        var isMeant = code is "INBOUND_ONLY" or "PRIVATE_DNS_OFF" && _network.GatewaysTo(intent.Service!, _vpcId).Any();
        return new(Stage.Dns, HopEffect.Passes, $"{name} resolves to public addresses: {why}") { Code = isMeant ? null : code, ResourceId = resource };
    }

    /// <summary>Names of S3 and DynamoDB besides those of the region: of all regions, of FIPS, of accounts.</summary>
    private static bool MayBeGateways(string name) => name.Contains("amazonaws.", StringComparison.Ordinal)
        && name.Split('.').Any(label => label is "s3" or "ddb" or "dynamodb" || label.StartsWith("s3-", StringComparison.Ordinal) || label.StartsWith("dynamodb-", StringComparison.Ordinal));

    /// <summary>The word for an endpoint that takes nothing.</summary>
    internal static string CodeOf(VpcEndpoint endpoint) => endpoint.State switch
    {
        EndpointState.Pending or EndpointState.PendingAcceptance => "PENDING",
        EndpointState.Rejected => "REJECTED",
        _ => "ENDPOINT_DOWN",
    };

    /// <summary>
    /// Null where instances ask Amazon's resolver, at the base address of the VPC's primary block plus two or at a link-local address, or servers that
    /// somebody vouches for.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html</remarks>
    internal Hop? ForeignServers(params IReadOnlyCollection<string> trusted) => trusted.Count is 0 ? _foreign.Value : FindForeign(trusted);

    private Hop? FindForeign(IReadOnlyCollection<string> trusted)
    {
        if (!_network.Has(FactKind.DhcpOptions) || _vpc is null)
            return null;
        if (_vpc.DhcpOptionsId is not { } id || _network.Find<DhcpOptions>(id) is not { } options)
        {
            return Hop.Unknown(Stage.Dns, "DNS_SERVERS", _vpc.DhcpOptionsId is "default"
                ? $"{_vpcId} has no DHCP options, so nothing tells whom its instances ask"
                : $"the DHCP options of {_vpcId} have not been recorded", _vpcId);
        }
        var others = options.DomainNameServers.Where(server => IsAmazons(server) is not true && !trusted.Contains(server)).ToArray();
        return (options.DomainNameServers, others) switch
        {
            ([], _) => Hop.Unknown(Stage.Dns, "DNS_SERVERS", $"{options.Id} names no DNS servers, so nothing tells whom instances ask", options.Id),
            (_, []) => null,
            _ when others.All(server => IsAmazons(server) is null) =>
                Hop.Unknown(Stage.Dns, "DNS_SERVERS", $"{options.Id} has instances ask {string.Join(", ", others)}, and which block of {_vpcId} is its primary one has not been recorded", options.Id),
            _ => Hop.Unknown(Stage.Dns, "DNS_SERVERS", $"{options.Id} has instances ask {string.Join(", ", others)}, whose answers nobody recorded", options.Id) with { IsElsewhere = true },
        };
    }

    /// <summary>Of a VPC's blocks the primary one alone has Amazon's resolver; null where it is not known which one that is.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html</remarks>
    private bool? IsAmazons(string server)
    {
        if (server.Equals("AmazonProvidedDNS", StringComparison.OrdinalIgnoreCase))
            return true;
        if (!IPAddress.TryParse(server, out var address))
            return false;
        if (address.Equals(IPAddress.Parse("169.254.169.253")) || address.Equals(IPAddress.Parse("fd00:ec2::253")))
            return true;
        IPNetwork[] blocks = _vpc!.PrimaryBlock is { } primary ? [primary] : [.. _vpc.CidrBlocks.Where(block => block.BaseAddress.AddressFamily is AddressFamily.InterNetwork)];
        return !blocks.Any(block => IsBasePlusTwo(block, address)) ? false : blocks is [_] ? true : null;
    }

    private static bool IsBasePlusTwo(IPNetwork block, IPAddress address)
    {
        var bytes = block.BaseAddress.GetAddressBytes();
        bytes[3] += 2;
        return address.Equals(new IPAddress(bytes));
    }

    /// <summary>
    /// What DNS Firewall does with a query for addresses of the family. The first rule that has the name decides; one of whose names
    /// nobody is told may have it, and matters where it would decide otherwise than the rules after it. To where a CNAME leads is looked
    /// at as well, unless the rule that let the first name pass trusts that.
    /// </summary>
    /// <remarks>
    /// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-overview.html
    /// https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_FirewallRule.html
    /// https://aws.amazon.com/blogs/aws/stop-the-cname-chain-struggle-simplified-management-with-route-53-resolver-dns-firewall
    /// </remarks>
    private Firewalling Firewalled(Query query, AddressFamily family)
    {
        if (_firewalls is not [] && !_network.Has(FactKind.FirewallRules))
            return new(Hop.Lacks(Stage.Dns, FactKind.FirewallRules), IsTrusted: null);
        if (query.Trust?.Of(family) is true)
            return new(null, IsTrusted: true);
        var decided = Firewalled(query, family, _firewalls);
        // A profile's groups have priorities that were not recorded, and each may come first.
        // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/profile-associate-dns-firewall.html
        foreach (var group in decided.Hop is { Effect: HopEffect.Unknown } ? [] : _firewallsOfProfiles)
        {
            if (group != _firewalls[0] && Firewalled(query, family, _firewalls.Remove(group).Insert(0, group)) is var other && other.Hop?.Effect != decided.Hop?.Effect)
            {
                var text = $"whether DNS Firewall looks at {group} before the other groups, which {(decided.Hop is null ? "let" : "block")} {query.Name}{(decided.Hop is null ? " pass" : "")}, is not known";
                return new(Hop.Unknown(Stage.Dns, "DNS_FIREWALL", text, group), IsTrusted: null);
            }
        }
        return decided;
    }

    private Firewalling Firewalled(Query query, AddressFamily family, ImmutableArray<string> groups)
    {
        var unread = new List<FirewallRule>();
        foreach (var rule in groups.SelectMany(_network.FirewallRulesOf))
        {
            if (!rule.LooksAt(family) || (query.IsRedirected && rule.TrustsRedirection))
                continue;
            if (Has(rule, query.Name) is not { } has)
                unread.Add(rule);
            else if (has)
                return Firewalled(query, family, rule, unread);
        }
        return Firewalled(query, family, null, unread);
    }

    private static Firewalling Firewalled(Query query, AddressFamily family, FirewallRule? decisive, List<FirewallRule> unread)
    {
        var hop = Decided(query.Name, decisive, unread);
        if (query.Trust is { } trust)
            return new(hop is { Effect: HopEffect.Blocks } && trust.Of(family) is null ? Distrusted(query.Name, hop) : hop, trust.Of(family));
        var trusts = unread.Select(rule => rule.TrustsRedirection).Append(decisive?.TrustsRedirection is true).Distinct().ToArray();
        return new(hop, trusts is [var certain] ? certain : null);
    }

    /// <summary>What is in the way of a name to which another leads, where a rule may have let that pass with all that it leads to.</summary>
    private static Hop Distrusted(string name, Hop hop) => Hop.Unknown(
        Stage.Dns, "DNS_FIREWALL", $"{hop.ResourceId} of DNS Firewall blocks {name}, unless a rule whose names have not been recorded trusts what leads there", hop.ResourceId);

    /// <summary>Null where nobody is told; what AWS takes for an attack is no name of its own services.</summary>
    private bool? Has(FirewallRule rule, string name)
    {
        var list = _network.Find<FirewallDomainList>(rule.FirewallDomainListId);
        return list?.Domains is { } domains ? _network.Once(new Listed(list.Id, name), () => domains.Any(domain => domain is "*" || Intent.Fits(domain.TrimEnd('.'), name)))
            : (rule.LooksForAttacks || list is { IsAws: true }) && Intent.IsOfAws(name, _network) ? false
            : null;
    }

    private static Hop? Decided(string name, FirewallRule? rule, IEnumerable<FirewallRule> unread)
    {
        var blocks = rule?.Action is "BLOCK";
        var other = unread.FirstOrDefault(other => other.Action is "BLOCK" != blocks);
        var names = other is { FirewallDomainListId.Length: > 0 } ? $"the names of {other.FirewallDomainListId}" : $"the names that {other?.Detector ?? "a rule without a list"} finds";
        return (blocks, other) switch
        {
            (false, null) => null,
            (true, null) => Hop.Blocks(Stage.Dns, "DNS_FIREWALL", $"{name} does not resolve: {rule!.FirewallRuleGroupId} of DNS Firewall blocks it", rule.FirewallRuleGroupId),
            (false, { FirewallRuleGroupId: var group }) => Hop.Unknown(Stage.Dns, "DNS_FIREWALL", $"{group} blocks {names}, which have not been recorded", group),
            _ => Hop.Unknown(
                Stage.Dns, "DNS_FIREWALL", $"{rule!.FirewallRuleGroupId} of DNS Firewall blocks {name}, unless it is one of {names}, which have not been recorded", rule.FirewallRuleGroupId),
        };
    }

    /// <summary>A name inside a private zone that the zone does not have is not looked for anywhere else.</summary>
    private DnsAnswer FromZone(HostedZone zone, Query query, int chain)
    {
        var name = query.Name;
        if (zone.Records is not { } records)
            return new(null, [Hop.Unknown(Stage.Dns, "PHZ_SHADOW", $"{zone.Id} answers for {zone.Name}, and its records have not been recorded", zone.Id)]);

        if (records.FirstOrDefault(record => record.Type is "NS" && record.Name != zone.Name && IsWithin(name, record.Name)) is { } delegation)
            return new(null, [Hop.Unknown(Stage.Dns, "PHZ_SHADOW", $"{zone.Id} leaves {delegation.Name} to other servers, whose answers nobody recorded", zone.Id)]);

        var found = Named(records, name);
        if (found is [])
            return new(null, [Hop.Blocks(Stage.Dns, "PHZ_SHADOW", $"{name} does not resolve: {zone.Id} ({zone.Name}) has no such record, and nobody else is asked", zone.Id)]);

        var names = found.Where(record => EndpointNames.TargetOf(record) is not null).ToArray();
        var addresses = found.Except(names).ToArray();
        if (names is not [var other, ..])
            return FromAddresses(zone, name, found);
        if (names.Select(EndpointNames.TargetOf).Distinct().Skip(1).Any())
            return new(null, [Hop.Unknown(Stage.Dns, "PHZ_SHADOW", $"{name} stands for several names in {zone.Id} ({zone.Name}), and which one is answered changes", zone.Id)]);
        if (addresses.Any(record => names.Any(alias => alias.Type == record.Type)))
            return new(null, [Hop.Unknown(Stage.Dns, "PHZ_SHADOW", $"{name} stands for a name and for addresses in {zone.Id} ({zone.Name}), and which is answered changes", zone.Id)]);

        var next = EndpointNames.TargetOf(other)!.TrimEnd('.').ToLowerInvariant();
        var hop = Hop.Passes(Stage.Dns, $"{name} stands for {next} in {zone.Id} ({zone.Name})", zone.Id);
        if (chain is 0 || next is "" || next == name)
            return new(null, [Hop.Blocks(Stage.Dns, "PHZ_SHADOW", $"{name} does not resolve: {zone.Id} leads from name to name without end", zone.Id)]);
        if (other.AliasOf is not null)
        {
            var aliased = OfTypes(names, name, zone, FromAlias(zone, query with { Name = next }, chain - 1));
            aliased = aliased with { Hops = [hop, .. aliased.Hops] };
            return addresses is [] ? aliased : Together(FromAddresses(zone, name, addresses), aliased);
        }
        var answer = Answer(query with { Name = next, IsRedirected = true }, chain - 1);
        return answer with { Hops = [hop, .. answer.Hops], Redirections = [next, .. answer.Redirections] };
    }

    /// <summary>Of one family a zone has addresses, and of the other an alias.</summary>
    private static DnsAnswer Together(DnsAnswer own, DnsAnswer aliased) => (own.Destination, aliased.Destination) switch
    {
        (null, _) => aliased,
        (_, null) => aliased.Hops.Any(hop => hop.Effect is HopEffect.Unknown) ? aliased : own,
        (_, { Targets: [] }) => new(null, [.. own.Hops, .. aliased.Hops, Hop.Unknown(Stage.Dns, "NOT_RECORDED", $"where {aliased.Endpoint?.Id} has its interfaces has not been recorded", aliased.Endpoint?.Id)]),
        ({ } here, { } there) => new(new([.. here.Targets, .. there.Targets]), [.. own.Hops, .. aliased.Hops]),
    };

    /// <summary>
    /// Who asks sees nothing of an alias, which the zone itself answers from another of its records or from AWS's resource: neither rules
    /// nor DNS Firewall are in the way.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-choosing-alias-non-alias.html</remarks>
    private DnsAnswer FromAlias(HostedZone zone, Query query, int chain)
    {
        var name = query.Name;
        if (EndpointNames.Are(name))
            return EndpointNames.OwnerOf(name, _network) is { } endpoint ? FromEndpoint(endpoint, name) : Unheard(name, $"{name} is of no endpoint that was recorded");
        return IsWithin(name, zone.Name) ? FromZone(zone, query, chain) : Unheard(name, $"{name} is in no zone that was recorded, so what it resolves to is not known");
    }

    /// <summary>An alias has addresses of the one family that its type is of, whatever the name has that it stands for.</summary>
    private static DnsAnswer OfTypes(DnsRecord[] found, string name, HostedZone zone, DnsAnswer answer)
    {
        if (answer.Destination is not { Targets: var targets })
            return answer;
        var rest = targets.RemoveAll(target => !Has(target.Family));
        var isNone = targets is [] ? answer.Endpoint is { } endpoint && !Families.Any(family => Has(family) && Answers(endpoint, family)) : rest is [];
        return !isNone && rest.Length == targets.Length ? answer
            : isNone ? new(null, [Hop.Blocks(Stage.Dns, "PHZ_SHADOW", $"{name} does not resolve: {zone.Id} ({zone.Name}) has no address for it", zone.Id)])
            : answer with { Destination = new(rest) };

        bool Has(AddressFamily family) => found.Any(record => record.Type == (family is AddressFamily.InterNetwork ? "A" : "AAAA"));
    }

    private static DnsAnswer Unheard(string name, string why) =>
        new(null, [Hop.Unknown(Stage.Dns, "UNKNOWN_NAME", why)]) { EndpointName = EndpointNames.Are(name) ? name : null };

    private static DnsAnswer FromAddresses(HostedZone zone, string name, DnsRecord[] records)
    {
        var addresses = records.Where(record => record.Type is "A" or "AAAA").SelectMany(record => record.Values)
            .Select(value => IPAddress.TryParse(value, out var address) ? address : null).OfType<IPAddress>().ToArray();
        if (addresses is [])
            return new(null, [Hop.Blocks(Stage.Dns, "PHZ_SHADOW", $"{name} does not resolve: {zone.Id} ({zone.Name}) has no address for it", zone.Id)]);
        return new(new([.. addresses.Select(address => new Target(AddressSet.Of(address), $"{address}"))]), [Hop.Passes(Stage.Dns, $"{name} resolves to {string.Join(", ", addresses.Select(address => address.ToString()))} by {zone.Id} ({zone.Name})", zone.Id)]);
    }

    /// <summary>The records that a zone answers the name from: its own, or those of the nearest wildcard.</summary>
    internal static DnsRecord[] Named(ImmutableArray<DnsRecord> records, string name)
    {
        var exact = records.Where(record => record.Name == name && record.Type is "A" or "AAAA" or "CNAME").ToArray();
        if (exact is not [] || records.Any(record => record.Name == name))
            return exact;
        // The wildcard nearest to the name, unless the name above it is there itself.
        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = name.IndexOf('.', dot + 1))
        {
            var parent = name[(dot + 1)..];
            var wild = records.Where(record => record.Type is "A" or "AAAA" or "CNAME" && record.Name == $"*.{parent}").ToArray();
            if (wild is not [] || records.Any(record => record.Name == parent))
                return wild;
        }
        return [];
    }

    /// <summary>The addresses of the endpoint, subnet by subnet; where its interfaces were not recorded, its subnets' addresses.</summary>
    internal static Destination Of(VpcEndpoint endpoint, Network network) =>
        network.OnceIn(endpoint.VpcId, new AddressesOf(endpoint.Id), () => new Destination([.. TargetsOf(endpoint, network)]));

    /// <summary>Whether it is known where the endpoint is: by one of its interfaces, or by one of its subnets.</summary>
    internal static bool IsPlaced(VpcEndpoint endpoint, Network network) =>
        endpoint.NetworkInterfaceIds.Any(id => network.Find<NetworkInterface>(id) is not null) || endpoint.SubnetIds.Any(id => network.Find<Subnet>(id) is not null);

    private static IEnumerable<Target> TargetsOf(VpcEndpoint endpoint, Network network)
    {
        var interfaces = endpoint.NetworkInterfaceIds.Select(network.Find<NetworkInterface>).OfType<NetworkInterface>().ToArray();
        foreach (var subnetId in endpoint.SubnetIds.Concat(interfaces.Select(networkInterface => networkInterface.SubnetId)).Distinct().Order(StringComparer.Ordinal))
        {
            var subnet = network.Find<Subnet>(subnetId);
            foreach (var family in Families)
            {
                if (!Answers(endpoint, family))
                    continue;
                var here = interfaces is [] ? AddressSet.Empty(family) : AddressSet.Of(interfaces.Where(networkInterface => networkInterface.SubnetId == subnetId)
                    .SelectMany(networkInterface => networkInterface.Addresses), family);
                var isExact = !here.IsEmpty;
                if (!isExact)
                    here = AddressSet.Of(subnet?.CidrBlocks ?? [], family);
                if (!here.IsEmpty)
                {
                    yield return new(here, isExact ? $"{endpoint.Id} ({here})" : $"{endpoint.Id} in {subnetId}")
                    {
                        IsSomewhereWithin = !isExact,
                        Endpoint = endpoint,
                        EndpointSubnet = subnet,
                    };
                }
            }
        }
    }

    /// <summary>The service's public addresses of the family, by the list that AWS keeps of them; null where none was recorded.</summary>
    internal static Target? PublicAddresses(string service, AddressFamily family, Network network) =>
        network.PrefixListOf(service, family) is { Blocks: { } blocks } list && AddressSet.Of(blocks, family) is { IsEmpty: false } known
            ? new(known, $"the addresses of {service} ({list.Id})") { PrefixListId = list.Id, Service = service }
            : null;

    /// <summary>Where the service's packets of the family go; somewhere in the internet where its list was not recorded, and null where the list has none.</summary>
    internal static Target? PublicTarget(string service, AddressFamily family, Network network) => network.Once(
        new PublicTargetOf(service, family),
        () => new Destination(network.PrefixListOf(service, family)?.Blocks is null
            ? [new(PublicSpace.Of(family), $"the addresses of {service}") { IsSomewhereWithin = true, Service = service }]
            : PublicAddresses(service, family, network) is { } known ? [known] : [])).Targets is [var only] ? only : null;

    /// <summary>
    /// Where workloads of the subnets, which are of one VPC, send packets for the service's IPv4 addresses: there, and where some speak
    /// IPv6, to the addresses that DNS64 makes of them, which are in no prefix list. None where the service's list has no such addresses.
    /// </summary>
    internal static IEnumerable<Target> PublicTargets(string service, IReadOnlyCollection<Subnet> workloads, Network network)
    {
        if (PublicTarget(service, AddressFamily.InterNetwork, network) is not { } all)
            yield break;
        // What is in a subnet of IPv6 alone has no address to send these from.
        if (workloads.Any(subnet => subnet.CidrBlocks is [] || subnet.Has(AddressFamily.InterNetwork)))
            yield return all;
        // A name that has IPv6 addresses is left as it is.
        if (workloads.FirstOrDefault(subnet => Nat64.IsUsedIn(subnet, network)) is { VpcId: var vpcId }
            && !network.GatewaysTo(service, vpcId).Any(gateway => gateway.RecordIpType is "dualstack" or "ipv6"))
        {
            yield return Nat64.Of(all);
        }
    }

    private Destination Public(Intent intent)
    {
        var service = intent.HasGateways ? intent.Service : null;
        var records = intent.IsDualStack ? "dualstack" : Recorder(intent)?.RecordIpType ?? "ipv4";
        return _network.OnceIn(_vpcId, new PublicOf(_vpcId, service ?? "", records), () =>
        {
            var families = records switch
            {
                "dualstack" => Families,
                "ipv6" => [AddressFamily.InterNetworkV6],
                _ => [AddressFamily.InterNetwork],
            };
            return new Destination(
            [
                .. families.Select(family => (service is null ? null : PublicAddresses(service, family, _network))
                    ?? new Target(Space(family), "public addresses") { IsSomewhereWithin = true, PrefixListId = service is null ? null : _network.PrefixListOf(service, family)?.Id, Service = service }),
            ]);
        });
    }

    /// <summary>The gateway endpoint that gives the service's name records of a kind in the VPC; null where the service's own are left.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html</remarks>
    private VpcEndpoint? Recorder(Intent intent) => intent.HasGateways && AnswersFromZones(_vpc) is true
        ? _network.GatewaysTo(intent.Service!, _vpcId).FirstOrDefault(gateway => gateway.RecordIpType is "ipv4" or "ipv6" or "dualstack")
        : null;

    /// <summary>All addresses of the internet, but for those that the VPC has for itself, and those of services that come with gateway endpoints.</summary>
    private AddressSet Space(AddressFamily family) => _network.Once(new SpaceOf(family), () => PublicSpace.Of(family)
            .Except(AddressSet.Of(Intent.ServicesWithGateways.SelectMany(_network.PrefixListsOf).SelectMany(list => list.Blocks ?? []), family)))
        .Except(AddressSet.Of(_vpc?.CidrBlocks ?? [], family));

    /// <summary>The entry of the longest domain that the name lies in; null where it lies in none.</summary>
    private static T? Longest<T>(ImmutableArray<T> entries, Func<T, string> domain, string name)
        where T : class =>
        entries.Where(entry => IsWithin(name, domain(entry))).MaxBy(entry => domain(entry).Length);

    internal static bool IsWithin(string name, string domain) =>
        domain is "" || name == domain
        || (name.Length > domain.Length && name[^(domain.Length + 1)] is '.' && name.EndsWith(domain, StringComparison.Ordinal));

    private sealed record Question(string VpcId);

    /// <summary>Every table is asked where it sends them.</summary>
    private sealed record PublicTargetOf(string Service, AddressFamily Family);

    /// <summary>What is asked on the way from name to name.</summary>
    /// <param name="Name">The name that is looked for now, which aliases change.</param>
    /// <param name="Intent">What the client asked for.</param>
    /// <param name="Dns">The attributes of the VPC whose resolver is asked.</param>
    private sealed record Query(string Name, Intent Intent, DnsAttributes Dns)
    {
        /// <summary>Whether the question came from outside of the VPC, by an inbound endpoint.</summary>
        public bool IsInbound { get; init; }

        /// <summary>Whether another name led to this one by CNAME.</summary>
        public bool IsRedirected { get; init; }

        /// <summary>Whether DNS Firewall let the first name pass with all that it leads to; null for the first name.</summary>
        public Trust? Trust { get; init; }
    }

    /// <summary>For queries of either family; null where nobody recorded it.</summary>
    private sealed record Trust(bool? Four, bool? Six)
    {
        public bool? Of(AddressFamily family) => family is AddressFamily.InterNetwork ? Four : Six;
    }

    /// <summary>What DNS Firewall does with a name.</summary>
    /// <param name="Hop">Null where it lets the name pass.</param>
    /// <param name="IsTrusted">Whether it does not look at what that leads to; null where nobody recorded it.</param>
    private sealed record Firewalling(Hop? Hop, bool? IsTrusted);

    /// <summary>A list may have thousands of domains, and VPCs ask for the same names.</summary>
    private sealed record Listed(string ListId, string Name);

    private sealed record SpaceOf(AddressFamily Family);

    private sealed record AddressesOf(string EndpointId);

    private sealed record NamesOf(string EndpointId);

    private sealed record PublicOf(string VpcId, string Service, string Records);
}
