using System.Collections.Immutable;
using System.Text.Json;
using ConfigRules.Model;
using ConfigRules.Paths;
using ConfigRules.Reports.Drawings;

namespace ConfigRules.Reports;

/// <summary>
/// What the page draws of ways: each hop once, in columns whose texts are numbers of a list; ways are numbers of hops.
/// </summary>
internal sealed class PageWays(ReportWays ways)
{
    /// <summary>A picture of more would be a wall of boxes; those on a way are always in it.</summary>
    private const int MostIdleSubnets = 24;
    private const int MostIdleEndpoints = 40;

    private readonly Dictionary<(Hop Hop, string? Rule), int> _numbers = [];
    private readonly List<(Hop Hop, string? Rule)> _hops = [];
    private readonly Numbering _texts = new();

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("ways");
        json.WriteNumber("followed", ways.Followed);
        json.WriteNumber("leftOut", ways.LeftOut);
        json.WriteStartArray("vpcs");
        foreach (var vpc in ways.Vpcs)
        {
            Write(json, vpc);
            if (json.BytesPending > 1 << 16)
                json.Flush();
        }
        json.WriteEndArray();
        WriteHops(json);
        Texts(json, "texts", _texts.Texts);
        json.WriteEndObject();
    }

    private void Write(Utf8JsonWriter json, VpcWays vpc)
    {
        var (network, id) = (vpc.Network, vpc.Vpc.Id);
        var legs = vpc.Ways.SelectMany(way => way.Legs).ToArray();
        var met = legs.Select(leg => leg.EndpointId).Concat(legs.SelectMany(leg => leg.Hops).Select(hop => hop.LeadsTo)).OfType<string>().ToHashSet();

        VpcEndpoint[] endpoints = [.. WithIdle(network.In<VpcEndpoint>(id), endpoint => met.Contains(endpoint.Id), MostIdleEndpoints)];
        NatGateway[] nats = [.. network.In<NatGateway>(id).Where(nat => nat.State is not NatGatewayState.Deleted)];
        var senders = vpc.Ways.Select(way => way.From.Subnet.Id).ToHashSet();
        var needed = senders.Concat(endpoints.SelectMany(endpoint => endpoint.SubnetIds)).Concat(nats.Select(nat => nat.SubnetId)).ToHashSet();
        var all = network.In<Subnet>(id);
        Subnet[] subnets = [.. WithIdle(all, subnet => needed.Contains(subnet.Id), MostIdleSubnets)];
        var numbers = Numbers(subnets.Select(subnet => subnet.Id));
        var services = Numbers(vpc.Ways.Select(way => way.To.Service!).Distinct());

        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("name", NameOf(vpc.Vpc));
        json.WriteString("account", vpc.AccountId);
        json.WriteString("region", vpc.Region);
        json.WriteString("blocks", string.Join(", ", vpc.Vpc.CidrBlocks));
        json.WriteNumber("moreSubnets", all.Count - subnets.Length);
        Texts(json, "missing", vpc.Missing.Select(kind => kind.ToString()));
        Each(json, "subnets", subnets, subnet => Write(json, subnet, network.RouteTableFor(subnet)?.Id, senders.Contains(subnet.Id)));
        Each(json, "endpoints", endpoints, endpoint => Write(json, endpoint, numbers));
        Each(json, "gates", Gates(network, id, nats, met, endpoints), gate =>
            Write(json, gate, nats.FirstOrDefault(nat => nat.Id == gate.Id) is { } nat ? numbers.GetValueOrDefault(nat.SubnetId, -1) : -1));
        Texts(json, "services", services.Keys);
        json.WriteStartArray("ways");
        foreach (var way in vpc.Ways)
            Write(json, way, numbers, services);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Subnet subnet, string? table, bool sends)
    {
        json.WriteString("id", subnet.Id);
        json.WriteString("name", NameOf(subnet));
        json.WriteString("zone", subnet.AvailabilityZone ?? subnet.AvailabilityZoneId ?? "");
        json.WriteString("blocks", string.Join(", ", subnet.CidrBlocks));
        json.WriteString("table", table ?? "");
        json.WriteNumber("sends", sends ? 1 : 0);
    }

    private static void Write(Utf8JsonWriter json, VpcEndpoint endpoint, Dictionary<string, int> subnets)
    {
        json.WriteString("id", endpoint.Id);
        json.WriteString("service", endpoint.Service.Service);
        json.WriteNumber("gateway", endpoint.Type is EndpointType.Gateway ? 1 : 0);
        Numbers(json, "subnets", endpoint.SubnetIds.Where(subnets.ContainsKey).Select(subnet => subnets[subnet]));
    }

    private static void Write(Utf8JsonWriter json, RouteTarget gate, int subnet)
    {
        json.WriteString("id", gate.Id);
        json.WriteString("kind", KindOf(gate));
        json.WriteNumber("subnet", subnet);
    }

    /// <summary>
    /// [subnet, service, verdict, first wrong hop, name, hops of all legs, legs], a leg being [to, verdict, endpoint, subnets of it, hops].
    /// </summary>
    private void Write(Utf8JsonWriter json, Trace way, Dictionary<string, int> subnets, Dictionary<string, int> services)
    {
        json.WriteStartArray();
        json.WriteNumberValue(subnets[way.From.Subnet.Id]);
        json.WriteNumberValue(services[way.To.Service!]);
        json.WriteNumberValue((int)way.OwnVerdict);
        json.WriteNumberValue(way.FirstWrong is { } wrong ? NumberOf(wrong, way) : -1);
        json.WriteNumberValue(_texts.Of(way.To.Name ?? ""));
        Hops(json, way.Shared, way);
        json.WriteStartArray();
        foreach (var group in LegGroup.Of(way.Legs))
        {
            json.WriteStartArray();
            json.WriteNumberValue(_texts.Of(group.To));
            json.WriteNumberValue((int)group.Verdict);
            json.WriteNumberValue(group.Legs[0].EndpointId is { } endpoint ? _texts.Of(endpoint) : -1);
            json.WriteStartArray();
            foreach (var subnet in group.Legs.Select(leg => leg.EndpointSubnetId).OfType<string>().Distinct().Where(subnets.ContainsKey))
                json.WriteNumberValue(subnets[subnet]);
            json.WriteEndArray();
            Hops(json, group.Hops, way);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndArray();
    }

    private void Hops(Utf8JsonWriter json, IEnumerable<Hop> hops, Trace way)
    {
        json.WriteStartArray();
        foreach (var hop in hops)
            json.WriteNumberValue(NumberOf(hop, way));
        json.WriteEndArray();
    }

    private int NumberOf(Hop hop, Trace way)
    {
        var key = (hop, Tones.Of(hop) is Tone.Good ? null : HopRules.RuleOf(hop, way.To.Service));
        if (!_numbers.TryGetValue(key, out var number))
        {
            _numbers[key] = number = _hops.Count;
            _hops.Add(key);
        }
        return number;
    }

    private void WriteHops(Utf8JsonWriter json)
    {
        json.WriteStartObject("hops");
        Numbers(json, "stage", _hops.Select(hop => (int)hop.Hop.Stage));
        Numbers(json, "tone", _hops.Select(hop => (int)Tones.Of(hop.Hop)));
        Numbers(json, "text", _hops.Select(hop => _texts.Of(hop.Hop.Text)));
        Numbers(json, "code", _hops.Select(hop => Number(hop.Hop.Code)));
        Numbers(json, "resource", _hops.Select(hop => Number(hop.Hop.ResourceId)));
        Numbers(json, "to", _hops.Select(hop => Number(hop.Hop.LeadsTo is "local" ? null : hop.Hop.LeadsTo)));
        Numbers(json, "rule", _hops.Select(hop => Number(hop.Rule)));
        json.WriteEndObject();

        int Number(string? text) => text is null ? -1 : _texts.Of(text);
    }

    /// <summary>What routes of the VPC lead to, besides endpoints: gateways, peerings, interfaces; what ways meet first.</summary>
    private static IEnumerable<RouteTarget> Gates(Network network, string vpcId, NatGateway[] nats, HashSet<string> met, VpcEndpoint[] endpoints) =>
        network.In<RouteTable>(vpcId).SelectMany(table => table.Routes).Select(route => route.Target).Concat(nats.Select(nat => RouteTarget.Of(nat.Id)))
            .Where(target => target.Kind is not (RouteTargetKind.Local or RouteTargetKind.VpcEndpoint) || (target.Kind is RouteTargetKind.VpcEndpoint && endpoints.All(endpoint => endpoint.Id != target.Id)))
            .Distinct().OrderByDescending(target => met.Contains(target.Id)).ThenBy(target => target.Id, StringComparer.Ordinal).Take(16);

    private static string KindOf(RouteTarget target) => target.Kind switch
    {
        RouteTargetKind.NatGateway => "NAT gateway",
        RouteTargetKind.InternetGateway => "Internet gateway",
        RouteTargetKind.EgressOnlyInternetGateway => "Egress-only gateway",
        RouteTargetKind.TransitGateway => "Transit gateway",
        RouteTargetKind.PeeringConnection => "Peering",
        RouteTargetKind.VirtualPrivateGateway => "Virtual private gateway",
        RouteTargetKind.NetworkInterface => "Interface",
        RouteTargetKind.Instance => "Instance",
        RouteTargetKind.VpcEndpoint => "Endpoint",
        _ => "Other target",
    };

    private static IEnumerable<T> WithIdle<T>(IReadOnlyList<T> all, Func<T, bool> isNeeded, int mostIdle)
    {
        var idle = 0;
        return all.Where(item => isNeeded(item) || idle++ < mostIdle);
    }

    private static string NameOf(Resource resource) => resource.Tags.GetValueOrDefault("Name") ?? "";

    private static Dictionary<string, int> Numbers(IEnumerable<string> texts) => texts.Select((text, number) => (text, number)).ToDictionary(pair => pair.text, pair => pair.number);

    private static void Numbers(Utf8JsonWriter json, string name, IEnumerable<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Each<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
