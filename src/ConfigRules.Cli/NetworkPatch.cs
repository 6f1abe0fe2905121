using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConfigRules.Model;
using ConfigRules.Recordings;

namespace ConfigRules.Cli;

/// <summary>
/// What somebody is about to change, as a recorded network that holds the changes alone: members of a resource replace those
/// that were recorded (null takes them out), a resource that is not there yet is added, and one with "Removed": true is gone.
/// </summary>
internal sealed class NetworkPatch
{
    private const string Removed = "Removed";

    private readonly string _path;
    private readonly JsonObject _changes;

    private NetworkPatch(string path, JsonObject changes) => (_path, _changes) = (path, changes);

    public static NetworkPatch Read(string path)
    {
        if (path is "")
            throw new CommandFailedException("--what-if is empty; it takes a file of changes, such as patch.json.");
        JsonNode? document = null;
        NetworkFiles.Try(path, () =>
        {
            using var file = File.OpenRead(path);
            using var json = NetworkFiles.Decode(file);
            try
            {
                document = JsonNode.Parse(json, documentOptions: new() { AllowDuplicateProperties = false });
                // Texts are not looked at before they are needed, and then it is too late to say so.
                _ = document?.ToJsonString();
            }
            catch (InvalidOperationException)
            {
                throw new CommandFailedException($"{path}: a text is not valid Unicode; save the file as UTF-8.");
            }
            catch (JsonException exception)
            {
                throw new CommandFailedException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path}, line {(exception.LineNumber ?? 0) + 1}, column {(exception.BytePositionInLine ?? 0) + 1}: this is no JSON, or a member is there twice; a patch looks like a recorded network."));
            }
        });
        return document is JsonObject changes ? new(path, changes)
            : throw new CommandFailedException($"{path}: a JSON object was expected, such as {{\"VpcAttributes\": [{{\"VpcId\": \"vpc-1\", \"EnableDnsHostnames\": {{\"Value\": true}}}}]}}.");
    }

    /// <summary>Whether it says of no other account or region that it is theirs.</summary>
    public bool Concerns(Network network) =>
        (Says("AccountId") ?? network.AccountId) == network.AccountId && (Says("Region") ?? network.Region) == network.Region;

    /// <summary>The network with the changes, read as if it had been recorded so, and whether anything that is read of it is another.</summary>
    public (Network Network, bool IsChanged) Apply(Network network)
    {
        var whole = Recorded(network);
        var before = whole.DeepClone();
        foreach (var (name, value) in _changes)
        {
            if (name is "AccountId" or "Region" or "RecordedAt")
                continue;
            if (!IsKind(name, out var kind))
                throw Wrong(name, $"this is no kind of facts{Suggestion.For(name, Enum.GetValues<FactKind>().Select(known => known.ToString()))}");
            if (value is not JsonArray entries)
                throw Wrong(name, "a list was expected");
            if (whole[name] is not JsonArray recorded)
                throw Wrong(name, $"none of them have been recorded, so that nothing can be changed{(AssumedKinds.Takes(kind) ? $"; with --assume-none {name} there are none but those of the patch" : "")}");
            for (var index = 0; index < entries.Count; index++)
                Merge(recorded, entries[index], kind, whole, string.Create(CultureInfo.InvariantCulture, $"{name}[{index}]"));
        }
        var changed = Reread(whole);
        return (changed, !JsonNode.DeepEquals(Recorded(changed), Recorded(Reread(before))));
    }

    private Network Reread(JsonNode recording)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
            recording.WriteTo(writer);
        json.Position = 0;
        var reader = new RecordingReader();
        reader.Read(json, $"the network as {_path} changes it");
        return reader.Networks() is [var only] ? only : throw new UnreachableException("One recording of one account and region is one network.");
    }

    private static JsonObject Recorded(Network network)
    {
        using var json = new MemoryStream();
        RecordingWriter.Write(json, network, Enum.GetValues<FactKind>());
        json.Position = 0;
        return JsonNode.Parse(json)!.AsObject();
    }

    private string? Says(string name) => _changes[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw Wrong(name, "a text was expected"),
    };

    private void Merge(JsonArray recorded, JsonNode? entry, FactKind kind, JsonObject whole, string place)
    {
        if (kind is FactKind.ServiceNames)
        {
            if (entry is not JsonValue name || !name.TryGetValue<string>(out var text))
                throw Wrong(place, "the name of a service was expected");
            if (!recorded.Any(known => known!.GetValue<string>() == text))
                recorded.Add((JsonNode)JsonValue.Create(text));
            return;
        }
        if (entry is not JsonObject change)
            throw Wrong(place, "an object was expected");
        var id = IdOf(change, kind, place);
        var index = Enumerable.Range(0, recorded.Count).FirstOrDefault(at => recorded[at] is JsonObject there && IdOf(there, kind, place) == id, -1);
        var isRemoved = change[Removed] switch
        {
            null => false,
            JsonValue value when value.TryGetValue<bool>(out var said) => said,
            _ => throw Wrong(place, "Removed takes true or false"),
        };
        if (isRemoved && index < 0)
            throw Wrong(place, $"{id} is not in the network, so that it cannot be taken out{Suggestion.For(id, recorded.OfType<JsonObject>().Select(there => IdOf(there, kind, place)))}");
        var was = index < 0 ? null : recorded[index]!.AsObject();
        if (was is null)
        {
            var added = new JsonObject();
            MergeInto(added, change);
            recorded.Add((JsonNode)added);
            was = added;
        }
        else if (isRemoved)
        {
            recorded.RemoveAt(index);
        }
        else
        {
            MergeInto(was, change);
        }
        // AWS keeps the routes to these itself.
        if (kind is FactKind.VpcEndpoints)
            KeepGatewayRoutes(whole, id, was, isRemoved, place);
        if (kind is FactKind.NatGateways && isRemoved)
        {
            foreach (var route in Routes(whole).Where(route => Text(route.Route, "NatGatewayId") == id))
                route.Route["State"] = "blackhole";
        }
    }

    /// <summary>RFC 7396: members replace members, objects are merged, null takes out, lists are replaced as a whole.</summary>
    private static void MergeInto(JsonObject target, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            if (name is Removed)
                continue;
            switch (value)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject inner when target[name] is JsonObject there:
                    MergeInto(there, inner);
                    break;
                case JsonObject inner:
                    var made = new JsonObject();
                    MergeInto(made, inner);
                    target[name] = made;
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }
    }

    /// <summary>A gateway endpoint has a route in each of its tables, and in no other, for as long as it is there.</summary>
    /// <remarks>https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html</remarks>
    private void KeepGatewayRoutes(JsonObject whole, string id, JsonObject endpoint, bool isRemoved, string place)
    {
        if (Words.Of(Text(endpoint, "VpcEndpointType"), EndpointType.Unknown) is not EndpointType.Gateway)
            return;
        HashSet<string> tables = [];
        if (!isRemoved && endpoint["RouteTableIds"] is JsonArray named)
            tables = [.. named.Select(table => table is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Wrong(place, "RouteTableIds takes ids of route tables"))];
        var served = new HashSet<string>();
        foreach (var (table, routes, route) in Routes(whole).Where(route => Text(route.Route, "GatewayId") == id))
        {
            if (tables.Contains(table))
                served.Add(table);
            else
                routes.Remove(route);
        }
        foreach (var table in tables.Except(served))
        {
            var there = (whole[nameof(FactKind.RouteTables)] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(one => Text(one, "RouteTableId") == table)
                ?? throw Wrong(place, $"{table} of RouteTableIds is not in the network");
            if (there["Routes"] is not JsonArray routes)
                there["Routes"] = routes = [];
            routes.Add((JsonNode)new JsonObject { ["DestinationPrefixListId"] = PrefixListOf(whole, Text(endpoint, "ServiceName"), place), ["GatewayId"] = id, ["State"] = "active" });
        }
    }

    private string PrefixListOf(JsonObject whole, string? service, string place) =>
        (whole[nameof(FactKind.PrefixLists)] as JsonArray)?.OfType<JsonObject>()
            .Where(list => Text(list, "PrefixListName") == service).Select(list => Text(list, "PrefixListId")).FirstOrDefault()
        ?? throw Wrong(place, $"the prefix list of {service ?? "the service"} has not been recorded, so that its routes cannot be made; name it in PrefixLists");

    private static IEnumerable<(string Table, JsonArray Routes, JsonObject Route)> Routes(JsonObject whole) =>
    [
        .. from table in (whole[nameof(FactKind.RouteTables)] as JsonArray ?? []).OfType<JsonObject>()
           let routes = table["Routes"] as JsonArray ?? []
           from route in routes.OfType<JsonObject>()
           select (Text(table, "RouteTableId") ?? "", routes, route),
    ];

    private string IdOf(JsonObject entry, FactKind kind, string place)
    {
        var members = IdsOf(kind);
        // Of what a region has one alone, no id is asked for.
        if (members is [])
            return "";
        // Route 53 writes /hostedzone/Z1 where people write Z1.
        var parts = members.Select(member => Text(entry, member)).OfType<string>().Select(id => id[(id.LastIndexOf('/') + 1)..]).ToArray();
        return parts is [] ? throw Wrong(place, $"{members[0]} is missing, so that nothing tells which one is meant") : string.Join(' ', parts);
    }

    private static string[] IdsOf(FactKind kind) => kind switch
    {
        FactKind.Vpcs or FactKind.VpcAttributes => ["VpcId"],
        FactKind.Subnets => ["SubnetId"],
        FactKind.RouteTables => ["RouteTableId"],
        FactKind.VpcEndpoints => ["VpcEndpointId"],
        FactKind.SecurityGroups => ["GroupId"],
        FactKind.NetworkInterfaces => ["NetworkInterfaceId"],
        FactKind.NatGateways => ["NatGatewayId"],
        FactKind.PrefixLists => ["PrefixListId"],
        FactKind.ServiceDetails => ["ServiceName"],
        FactKind.ServiceConfigurations or FactKind.AllowedPrincipals => ["ServiceId"],
        FactKind.VpcEndpointConnections => ["ServiceId", "VpcEndpointId"],
        FactKind.ConnectionNotificationSet => ["ConnectionNotificationId"],
        FactKind.LoadBalancers or FactKind.LoadBalancerAttributes => ["LoadBalancerArn"],
        FactKind.Listeners => ["ListenerArn"],
        FactKind.TargetGroupAttributes or FactKind.TargetHealthDescriptions => ["TargetGroupArn"],
        FactKind.Reservations => ["ReservationId"],
        FactKind.MetricDataResults => ["Label"],
        FactKind.NetworkAcls => ["NetworkAclId"],
        FactKind.DhcpOptions => ["DhcpOptionsId"],
        FactKind.VpcPeeringConnections => ["VpcPeeringConnectionId"],
        FactKind.VpcBlockPublicAccessOptions => [],
        FactKind.VpcBlockPublicAccessExclusions => ["ExclusionId"],
        FactKind.TxtRecords => ["Name"],
        FactKind.FirewallRules => ["FirewallRuleGroupId", "FirewallDomainListId", "FirewallThreatProtectionId", "Qtype"],
        _ => ["Id"],
    };

    private static string? Text(JsonObject entry, string name) =>
        entry[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool IsKind(string name, out FactKind kind)
    {
        foreach (var known in Enum.GetValues<FactKind>())
        {
            kind = known;
            if (known.ToString() == name)
                return true;
        }
        kind = default;
        return false;
    }

    private CommandFailedException Wrong(string place, string what) => new($"{_path}, {place}: {what}.");
}
