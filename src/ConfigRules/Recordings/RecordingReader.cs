using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text.Json;
using ConfigRules.Engine;
using ConfigRules.Model;

namespace ConfigRules.Recordings;

/// <summary>
/// Makes networks of recordings: of what `aws ec2 describe-*` prints, one command a file or all in one, and of AWS Config's
/// snapshots. Files of the same account and region make one network.
/// </summary>
public sealed class RecordingReader
{
    private const string OnlyAPart = "this is only a part of the list; record it again without --max-items and --no-paginate";

    /// <summary>How files are named that tell of one of these without naming it: with the last part of its ARN behind.</summary>
    private const string LoadBalancers = "loadbalancer-";
    private const string TargetGroups = "targetgroup-";

    private readonly int _windowSize;
    private readonly ConcurrentBag<ElementReaders> _readers = [];
    private readonly ResourceReader _resources;
    private readonly DnsReader _dns;
    private readonly ElementBatches _batches;
    private readonly List<Part> _parts = [];
    private readonly List<string> _files = [];

    public RecordingReader()
        : this(JsonWindow.FirstSize)
    {
    }

    internal RecordingReader(int windowSize)
    {
        _windowSize = windowSize;
        _resources = new(new StringPool());
        _dns = new(_resources);
        _batches = new(_readers);
    }

    /// <summary>Reads a file of UTF-8 JSON, of any length: what one command printed, or several one after the other.</summary>
    /// <param name="json">Read to its end and left open.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="RecordingException">It is no JSON, ends too early, or an entry cannot be understood.</exception>
    public void Read(Stream json, string name)
    {
        _files.Add(name);
        var place = new Place(name);
        try
        {
            var window = new JsonWindow(json, _windowSize);
            if (window.IsEmpty || !window.Next(out _))
                throw new RecordingException("the file is empty; record it again");
            do
                ReadDocument(window, place);
            while (window.Next(out _));
        }
        catch (RecordingException exception)
        {
            throw new RecordingException($"{place}: {exception.Message}.");
        }
        catch (JsonException exception)
        {
            var line = ((exception.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
            var column = ((exception.BytePositionInLine ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
            var what = exception.Message.Contains("maximum configured depth", StringComparison.Ordinal)
                ? "lists and objects are nested deeper than any command prints them"
                : "this is no JSON, or only the first part of it";
            throw new RecordingException($"{name}, line {line}, column {column}: {what}; record the file again.");
        }
        catch (InvalidOperationException)
        {
            throw new RecordingException($"{place}: a text is not valid Unicode; save the file as UTF-8, or record it again.");
        }
        catch (IncompleteException)
        {
            throw new RecordingException($"{place}: the file ends in the middle; record it again.");
        }
    }

    /// <summary>The networks that were read, ordered by account and region.</summary>
    /// <exception cref="RecordingException">Nothing was, or it is not clear to which network a file belongs.</exception>
    public ImmutableArray<Network> Networks()
    {
        var parts = _parts.Where(part => part.HasFacts).ToArray();
        if (parts is [])
        {
            throw new RecordingException(
                $"{Files()} says nothing of a network: what `aws ec2 describe-*` prints was expected (Vpcs, VpcEndpoints, ...), or a snapshot of AWS Config (configurationItems).");
        }
        if (parts.All(part => !part.IsWhole))
        {
            throw new RecordingException(
                $"{Files()} tells only what changed, as histories of AWS Config do; add a snapshot (aws configservice deliver-config-snapshot) or what `configrules record` writes.");
        }
        Settle(parts, part => part.AccountId, (part, value) => part.AccountId = value, part => part.Owner());
        Settle(parts, part => part.Region, (part, value) => part.Region = value, part => part.Place());
        return [.. parts
            .GroupBy(part => (part.AccountId, part.Region))
            .OrderBy(group => group.Key.AccountId, StringComparer.Ordinal).ThenBy(group => group.Key.Region, StringComparer.Ordinal)
            .Select(group => Join([.. group], TimeOf(group.Key.AccountId, group.Key.Region)))];
    }

    private string Files() => _files switch
    {
        [] => "No file",
        [var only] => only,
        [var first, ..] => string.Create(CultureInfo.InvariantCulture, $"{first} (and {_files.Count - 1} more)"),
    };

    /// <summary>
    /// Where a file does not say its account or region, the one that the others name is meant; if they name none, the one
    /// that its resources show.
    /// </summary>
    private void Settle(Part[] parts, Func<Part, string?> get, Action<Part, string?> set, Func<Part, string?> derive)
    {
        if (_parts.Select(get).OfType<string>().Distinct().Take(2).ToArray() is not [var named])
        {
            foreach (var part in parts.Where(part => get(part) is null))
                set(part, derive(part));
            named = parts.Select(get).OfType<string>().Distinct().Take(2).ToArray() is [var derived] ? derived : null;
        }
        foreach (var part in parts.Where(part => get(part) is null))
        {
            if (named is null && parts.Any(other => get(other) is not null))
                throw new RecordingException($"{part.File}: nothing says of which account and region it is; add \"AccountId\" and \"Region\" to the file, or check each account's folder by itself.");
            set(part, named);
        }
    }

    /// <summary>The earliest time that a file of the network says, one that says nothing else among them.</summary>
    private DateTimeOffset? TimeOf(string? account, string? region) => _parts
        .Where(part => (part.AccountId ?? account) == account && (part.Region ?? region) == region).Min(part => part.Facts.RecordedAt);

    private static Network Join(Part[] parts, DateTimeOffset? recordedAt)
    {
        // Of several times the earliest: nothing is then taken for older than it was when somebody looked.
        var facts = new NetworkFacts { AccountId = parts[0].AccountId, Region = parts[0].Region, RecordedAt = recordedAt };
        Part.AddItems(parts, facts);
        foreach (var part in parts)
            part.AddTo(facts);
        Part.AddAttributes(parts, facts);
        Part.AddDetails(parts, facts);
        return new(facts);
    }

    private void ReadDocument(JsonWindow window, Place place)
    {
        var part = new Part(place.File, null, null);
        _parts.Add(part);
        if (window.Token is not JsonTokenType.StartObject)
            throw new RecordingException("a JSON object was expected, as `aws ec2 describe-*` prints it");

        var document = new Document();
        while (window.Next(out var member) && window.Token is JsonTokenType.PropertyName)
        {
            place.Enter(member);
            ReadMember(member, document, window, part, place);
        }
        place.Enter("");
        if (document.VpcId is { } vpcId && (document.Support ?? document.Hostnames) is not null)
            part.Add((vpcId, document.Support, document.Hostnames));
        if (document.Zone is { } zone)
            part.Add(zone with { VpcIds = document.VpcsOfZone });
        if (document.Account is { } account && Forms.IsAccountId(account))
            part.AccountId ??= account;
        if (document.HasVersion)
            Claim(document.Sections, place.File);
    }

    private void ReadMember(string member, Document document, JsonWindow window, Part part, Place place)
    {
        switch (member)
        {
            case "AccountId": part.AccountId = window.Value(_resources.Text); break;
            case "Region": part.Region = window.Value(_resources.Text); break;
            case "RecordedAt": part.Facts.RecordedAt = window.Value(_resources.Time); break;
            case "Account": document.Account = window.Value(_resources.Text); break;
            case "VpcId": document.VpcId = window.Value(_resources.Text); break;
            case "EnableDnsSupport": document.Support = window.Value(_resources.Attribute); break;
            case "EnableDnsHostnames": document.Hostnames = window.Value(_resources.Attribute); break;
            case "HostedZone": document.Zone = window.Value(WholeZone); break;
            case "VPCs": document.VpcsOfZone = window.Value(VpcsOfZone); break;
            case "NextToken" or "nextToken" or "NextMarker":
                if (window.Value(_resources.Text) is { Length: > 0 })
                    throw new RecordingException(OnlyAPart);
                break;
            // Route 53 says it with every page.
            case "IsTruncated":
                if (window.Value(_resources.Boolean))
                    throw new RecordingException(OnlyAPart);
                break;
            case "fileVersion":
                document.HasVersion = true;
                window.Skip();
                break;
            case "configurationItems": document.Sections = ReadItems(window, part, place); break;
            default: ReadList(member, window, part, place); break;
        }
    }

    private HostedZone? WholeZone(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.StartObject ? _dns.HostedZone(ref reader) : throw new RecordingException("an object was expected");

    private ImmutableArray<string> VpcsOfZone(ref Utf8JsonReader reader) => _resources.Texts(ref reader, "vPCId");

    /// <summary>Items are all that there is, unless they are a history's; what AWS Config's API answers has no version.</summary>
    private static void Claim(Part[] sections, string file)
    {
        if (file.Contains("_ConfigHistory_", StringComparison.Ordinal) || sections.Any(section => section.IsHistory))
            return;
        foreach (var section in sections)
            section.ClaimItems();
    }

    [SuppressMessage("Design", "MA0051:Method is too long", Justification = "One line a member; in two methods it would be twice as much.")]
    private void ReadList(string member, JsonWindow window, Part part, Place place)
    {
        switch (member)
        {
            case nameof(FactKind.Vpcs): Resources(static (own, ref reader) => own.Resources.Vpc(ref reader)); break;
            case nameof(FactKind.Subnets): Resources(static (own, ref reader) => own.Resources.Subnet(ref reader)); break;
            case nameof(FactKind.RouteTables): Resources(static (own, ref reader) => own.Resources.RouteTable(ref reader)); break;
            case nameof(FactKind.VpcEndpoints): Resources(static (own, ref reader) => own.Resources.VpcEndpoint(ref reader)); break;
            case nameof(FactKind.SecurityGroups): Resources(static (own, ref reader) => own.Resources.SecurityGroup(ref reader)); break;
            case nameof(FactKind.NetworkInterfaces): Resources(static (own, ref reader) => own.Resources.NetworkInterface(ref reader)); break;
            case nameof(FactKind.NatGateways): Resources(static (own, ref reader) => own.Resources.NatGateway(ref reader)); break;
            case nameof(FactKind.PrefixLists): Resources(static (own, ref reader) => own.Resources.PrefixList(ref reader)); break;
            case nameof(FactKind.ServiceDetails): Resources(static (own, ref reader) => own.Resources.ServiceDetail(ref reader)); break;
            case nameof(FactKind.ServiceConfigurations): Resources(static (own, ref reader) => own.Resources.EndpointService(ref reader)); break;
            case nameof(FactKind.VpcEndpointConnections): Resources(static (own, ref reader) => own.Resources.ServiceConnection(ref reader)); break;
            case nameof(FactKind.ConnectionNotificationSet): Resources(static (own, ref reader) => own.Resources.ServiceNotification(ref reader)); break;
            case nameof(FactKind.LoadBalancers): Resources(static (own, ref reader) => own.Balancing.LoadBalancer(ref reader)); break;
            case nameof(FactKind.LoadBalancerAttributes): Resources(static (own, ref reader) => own.Balancing.LoadBalancerAttributes(ref reader)); break;
            case nameof(FactKind.Listeners): Resources(static (own, ref reader) => own.Balancing.Listener(ref reader)); break;
            case nameof(FactKind.TargetGroupAttributes): Resources(static (own, ref reader) => own.Balancing.TargetGroupAttributes(ref reader)); break;
            case nameof(FactKind.MetricDataResults): Resources(static (own, ref reader) => own.Traffic.Result(ref reader)); break;
            case nameof(FactKind.NetworkAcls): Resources(static (own, ref reader) => own.Resources.NetworkAcl(ref reader)); break;
            case nameof(FactKind.DhcpOptions): Resources(static (own, ref reader) => own.Resources.DhcpOptions(ref reader)); break;
            case nameof(FactKind.VpcPeeringConnections): Resources(static (own, ref reader) => own.Resources.PeeringConnection(ref reader)); break;
            case nameof(FactKind.VpcBlockPublicAccessExclusions): Resources(static (own, ref reader) => own.Resources.PublicAccessExclusion(ref reader)); break;
            case nameof(FactKind.HostedZones): Resources(static (own, ref reader) => own.Dns.HostedZone(ref reader)); break;
            case nameof(FactKind.ResolverRules): Resources(static (own, ref reader) => own.Dns.ResolverRule(ref reader)); break;
            case nameof(FactKind.ResolverRuleAssociations): Resources(static (own, ref reader) => own.Dns.ResolverRuleAssociation(ref reader)); break;
            case nameof(FactKind.ResolverEndpoints): Resources(static (own, ref reader) => own.Dns.ResolverEndpoint(ref reader)); break;
            case nameof(FactKind.FirewallRuleGroupAssociations): Resources(static (own, ref reader) => own.Dns.FirewallAssociation(ref reader)); break;
            case nameof(FactKind.FirewallRules): Resources(static (own, ref reader) => own.Dns.FirewallRule(ref reader)); break;
            case nameof(FactKind.FirewallDomainLists): Resources(static (own, ref reader) => own.Dns.FirewallDomainList(ref reader)); break;
            case nameof(FactKind.ProfileAssociations): Resources(static (own, ref reader) => own.Dns.ProfileAssociation(ref reader)); break;
            case nameof(FactKind.ProfileResourceAssociations): Resources(static (own, ref reader) => own.Dns.ProfileResource(ref reader)); break;
            case nameof(FactKind.TxtRecords): Resources(static (own, ref reader) => own.Dns.TxtRecord(ref reader)); break;
            case nameof(FactKind.VpcBlockPublicAccessOptions):
                foreach (var block in window.Value(_resources.PublicAccessBlocks))
                    part.Add(block);
                break;
            case nameof(FactKind.Organization):
                foreach (var organization in window.Value(_resources.Organizations))
                    part.Add(organization);
                break;
            case nameof(FactKind.VpcAttributes): Objects(static (own, ref reader) => own.Resources.VpcAttributes(ref reader), part.Add); break;
            case nameof(FactKind.AllowedPrincipals):
                var service = IdIn(place.File, "vpce-svc-");
                if (service is not null)
                    part.Add((service, []));
                // Earlier versions of the AWS CLI print principals without the service that they may connect to.
                Objects(static (own, ref reader) => own.Resources.AllowedPrincipals(ref reader), permissions => part.Add((
                    permissions.ServiceId is { Length: > 0 } told ? told
                        : service ?? throw new RecordingException("an entry has no ServiceId; name the file after the service, such as vpce-svc-0123456789abcdef0.json"),
                    permissions.Principals)));
                break;
            case nameof(FactKind.TargetHealthDescriptions):
                var told = IdIn(place.File, TargetGroups);
                if (told is not null)
                    part.Add(new TargetGroup(told[TargetGroups.Length..]) { Targets = [] });
                Objects(static (own, ref reader) => own.Balancing.TargetHealth(ref reader), group => part.Add(
                    group.Id is not "" ? group : group with { Id = NamedAfter(TargetGroups, "target group", $"{TargetGroups}73e2d6bc24d8a067")[TargetGroups.Length..] }));
                break;
            case "Attributes" when (IdIn(place.File, LoadBalancers) ?? IdIn(place.File, TargetGroups)) is { } named:
                string? crossZone = null;
                Objects(static (own, ref reader) => own.Balancing.Attribute(ref reader), value => crossZone = value ?? crossZone);
                var isGroup = named.StartsWith(TargetGroups, StringComparison.Ordinal);
                part.Add(isGroup
                    ? new TargetGroup(named[TargetGroups.Length..]) { CrossZone = BalancingWords.CrossZoneOf(crossZone, CrossZone.AsLoadBalancer) }
                    : new LoadBalancer(named[LoadBalancers.Length..]) { CrossZone = BalancingWords.CrossZoneOf(crossZone, CrossZone.Off) });
                part.Facts.Kinds.Add(isGroup ? FactKind.TargetGroupAttributes : FactKind.LoadBalancerAttributes);
                return;
            case nameof(FactKind.Reservations):
                Objects(static (own, ref reader) => own.Balancing.Reservation(ref reader), instances =>
                {
                    foreach (var instance in instances)
                        part.Add(instance);
                });
                break;
            case "Entries":
                ReadEntries(window, part, place);
                return;
            case "HostedZoneSummaries":
                part.AddZones(NamedAfter("vpc-", "VPC", "vpc-0123456789abcdef0"), List(static (own, ref reader) => own.Dns.HostedZoneSummary(ref reader)));
                return;
            case "ResourceRecordSets":
                part.AddRecords(NamedAfter("Z", "hosted zone", "Z0123456789ABCDEFGHIJ"), List(static (own, ref reader) => own.Dns.Record(ref reader)));
                return;
            case "IpAddresses":
                part.AddAddresses(NamedAfter("rslvr-", "resolver endpoint", "rslvr-in-0123456789abcdef0"), List(static (own, ref reader) => own.Dns.EndpointAddress(ref reader)));
                return;
            case "Domains" when IdIn(place.File, "rslvr-fdl-") is { } list:
                var domains = ImmutableArray.CreateBuilder<string>();
                Elements(window, place, static (own, ref reader) => own.Resources.Text(ref reader), name => domains.Add(DnsName.Plain(name ?? "")));
                part.Add(new FirewallDomainList(list) { Domains = domains.DrainToImmutable() });
                part.Facts.Kinds.Add(FactKind.FirewallDomainLists);
                return;
            case nameof(FactKind.ServiceNames):
                Elements(window, place, static (own, ref reader) => own.Resources.Text(ref reader), name => part.Facts.ServiceNames.Add(name ?? ""));
                break;
            default:
                window.Skip();
                return;
        }
        part.Facts.Kinds.Add(Enum.Parse<FactKind>(member));

        void Resources(ElementBatches.Parse<Resource?> parse) => Objects(parse, resource =>
        {
            if (resource is not null)
                part.Add(resource);
        });

        void Objects<T>(ElementBatches.Parse<T> parse, Action<T> add) => Elements(window, place, Whole(parse), add);

        List<T> List<T>(ElementBatches.Parse<T?> parse)
            where T : class
        {
            var list = new List<T>();
            Objects(parse, element =>
            {
                if (element is not null)
                    list.Add(element);
            });
            return list;
        }

        // Some outputs do not say what they are of; their files' names may.
        string NamedAfter(string prefix, string what, string example) => IdIn(place.File, prefix)
            ?? throw new RecordingException($"nothing says of which {what} these are; name the file after it, such as {example}.json");
    }

    /// <summary>What `aws ec2 get-managed-prefix-list-entries` prints does not say of which list it is; its file's name may.</summary>
    private void ReadEntries(JsonWindow window, Part part, Place place)
    {
        var id = IdIn(place.File, "pl-")
            ?? throw new RecordingException("nothing says of which prefix list these are; name the file after it, such as pl-0123456789abcdef0.json");
        var blocks = ImmutableArray.CreateBuilder<IPNetwork>();
        Elements(window, place, Whole(static (own, ref reader) => own.Resources.PrefixListEntry(ref reader)), blocks.Add);
        part.Add(new PrefixList(id) { Blocks = blocks.DrainToImmutable() });
        part.Facts.Kinds.Add(FactKind.PrefixLists);
    }

    /// <summary>The id after which a file is named: pl-1 for lists/pl-1.json.gz.</summary>
    private static string? IdIn(string file, string prefix)
    {
        var name = file[(file.AsSpan().LastIndexOfAny('/', '\\') + 1)..].Split('.')[0];
        return name.StartsWith(prefix, StringComparison.Ordinal) ? name : null;
    }

    /// <summary>The parts to which the items belong, one for each account and region.</summary>
    private Part[] ReadItems(JsonWindow window, Part part, Place place)
    {
        var sections = new Dictionary<(string?, string?), Part> { [(null, null)] = part };
        Elements(window, place, Whole(static (own, ref reader) => own.Items.Item(ref reader)), item =>
        {
            if (item is null)
                return;
            if (!sections.TryGetValue((item.AccountId, item.Region), out var section))
            {
                sections[(item.AccountId, item.Region)] = section = new(place.File, item.AccountId, item.Region);
                _parts.Add(section);
            }
            section.Add(item);
        });
        return [.. sections.Values];
    }

    private static ElementBatches.Parse<T> Whole<T>(ElementBatches.Parse<T> parse) => (own, ref reader) =>
        reader.TokenType is JsonTokenType.StartObject ? parse(own, ref reader) : throw new RecordingException("an object was expected");

    private void Elements<T>(JsonWindow window, Place place, ElementBatches.Parse<T> parse, Action<T> add)
    {
        if (!window.Next(out _) || window.Token is not JsonTokenType.StartArray)
            throw new RecordingException("a list was expected");
        try
        {
            _batches.Read(window, parse, add);
        }
        catch (ElementException exception)
        {
            place.Index = exception.Index;
            throw new RecordingException(exception.Message);
        }
    }

    /// <summary>A VPC's attributes, a hosted zone and the caller's identity are the only outputs whose members are no lists.</summary>
    private sealed class Document
    {
        public string? Account { get; set; }

        public string? VpcId { get; set; }

        public bool? Support { get; set; }

        public bool? Hostnames { get; set; }

        public HostedZone? Zone { get; set; }

        public ImmutableArray<string> VpcsOfZone { get; set; } = [];

        public bool HasVersion { get; set; }

        public Part[] Sections { get; set; } = [];
    }

    /// <summary>Where in which file the reader is, for messages.</summary>
    private sealed class Place(string file)
    {
        private string _member = "";

        public string File { get; } = file;

        public int Index { get; set; }

        public void Enter(string member)
        {
            _member = member;
            Index = -1;
        }

        public override string ToString() => _member is "" ? File
            : Index < 0 ? $"{File}, {_member}"
            : string.Create(CultureInfo.InvariantCulture, $"{File}, {_member}[{Index}]");
    }
}
