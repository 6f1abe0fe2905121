using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ConfigRules.Testing;

namespace ConfigRules.Remediation.Tests;

/// <summary>
/// AWS, as a document meets it: moto's EC2, with the changes and the refusals that moto leaves out, the two calls to AWS Config, the
/// permissions of a role, and failures on demand.
/// </summary>
/// <remarks>
/// Both DNS attributes in one call are refused, and so are hostnames without support:
/// https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcAttribute.html
/// Changes of endpoints: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcEndpoint.html
/// An endpoint has one subnet a zone, of those where its service is: https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
/// Private DNS needs both DNS attributes: https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html
/// One gateway endpoint a service in a route table: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
/// A verification ends some time after it was asked for: https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html
/// Connection notifications: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ConnectionNotification.html
/// Policies have at most 20,480 characters: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
/// https://docs.aws.amazon.com/config/latest/APIReference/API_StartConfigRulesEvaluation.html
/// https://docs.aws.amazon.com/config/latest/APIReference/API_GetComplianceDetailsByResource.html
/// </remarks>
internal sealed class AwsDouble(string moto) : Loopback
{
    private const string Json = "application/x-amz-json-1.1";
    private const string Xml = "text/xml;charset=UTF-8";

    private static readonly HttpClient Http = new();
    private static readonly XNamespace Ec2 = "http://ec2.amazonaws.com/doc/2016-11-15";

    private readonly ConcurrentDictionary<string, bool> _privateDns = new();
    private readonly ConcurrentDictionary<string, string[]> _routeTables = new();
    private readonly ConcurrentDictionary<string, (string Subnet, string Interface)[]> _addedSubnets = new();

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>The actions of the role that calls; null for somebody who may do everything.</summary>
    public ISet<string>? Allowed { get; set; }

    /// <summary>Calls of whoever has the role: "ec2:ModifyVpcEndpoint".</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>What AWS Config says of a resource, by rule; only of what was judged.</summary>
    public ConcurrentDictionary<(string ResourceId, string Rule), (string Verdict, string Reason)> Compliance { get; } = new();

    /// <summary>The rules that were told to judge again.</summary>
    public ConcurrentQueue<string> Evaluations { get; } = new();

    /// <summary>The error code with which the role's call of the action is answered, on that occasion (1 is the first).</summary>
    public Dictionary<(string Action, int Occasion), string> Failing { get; } = [];

    /// <summary>Actions that are answered as if they had been done; a new gateway endpoint has no route table then.</summary>
    public ISet<string> Lost { get; } = new HashSet<string>();

    /// <summary>The account that all resources belong to, as far as the role can see; null for its own.</summary>
    public string? Owner { get; set; }

    /// <summary>Endpoints that are connected to services.</summary>
    public ConcurrentBag<Connection> Connections { get; } = [];

    /// <summary>Services that make their endpoints themselves.</summary>
    public ISet<string> Managed { get; } = new HashSet<string>();

    /// <summary>The states of services that are not available, by their ids.</summary>
    public ConcurrentDictionary<string, string> ServiceStates { get; } = new();

    /// <summary>What the AllowedPrincipals of a service say besides what moto keeps, by its id.</summary>
    public ConcurrentDictionary<string, (string Principal, string Type)[]> MorePrincipals { get; } = new();

    /// <summary>The state of the private DNS name of a service, by the service's id, where it is not verified.</summary>
    public ConcurrentDictionary<string, string> Domains { get; } = new();

    /// <summary>The IP address types of endpoints that are not of the type ipv4.</summary>
    public ConcurrentDictionary<string, string> IpAddressTypes { get; } = new();

    /// <summary>The zones where services are; null for all of the region.</summary>
    public string[]? ServiceZones { get; set; }

    /// <summary>The subnets whose endpoint interfaces are not in use.</summary>
    public ISet<string> IdleSubnets { get; } = new HashSet<string>();

    /// <summary>Connection notifications by their ids.</summary>
    public ConcurrentDictionary<string, Notification> Notifications { get; } = new();

    /// <summary>The topics whose policy does not let EC2 publish, or that are not there.</summary>
    public ISet<string> ClosedTopics { get; } = new HashSet<string>();

    /// <summary>The services whose domain has the record that EC2 asks for.</summary>
    public ISet<string> Records { get; } = new HashSet<string>();

    /// <summary>Actions that are done, but answered with a failure.</summary>
    public ISet<string> Unanswered { get; } = new HashSet<string>();

    protected override Answer Respond(Request request)
    {
        try
        {
            if (request.Target is { Length: > 0 } target)
                return Config(request, target.Split('.')[^1]);
            var answer = Allowed is not null && Owner is not null ? OfOwner(Ec2Of(request), Owner) : Ec2Of(request);
            return Allowed is not null && Unanswered.Remove(Calls.Last())
                ? throw new RefusedException("InternalError", "It was done, but nobody is told.")
                : answer;
        }
        catch (RefusedException refused)
        {
            var (code, text) = (refused.Code, refused.Message);
            var status = code is "InternalError" ? "500 Internal Server Error" : code is "UnauthorizedOperation" ? "403 Forbidden" : "400 Bad Request";
            return request.Target is { Length: > 0 }
                ? Answer.Of(Json, new JsonObject { ["__type"] = code, ["message"] = text }.ToJsonString(), status: status)
                : Answer.Of(Xml, $"<Response><Errors><Error><Code>{code}</Code><Message>{text}</Message></Error></Errors><RequestID>r</RequestID></Response>", status: status);
        }
    }

    private Answer Config(Request request, string operation)
    {
        Admit($"config:{operation}");
        var body = JsonNode.Parse(request.Body)!;
        switch (operation)
        {
            case "StartConfigRulesEvaluation":
                foreach (var rule in body["ConfigRuleNames"]!.AsArray())
                    Evaluations.Enqueue(rule!.GetValue<string>());
                return Answer.Of(Json, "{}");
            case "GetComplianceDetailsByResource":
                var id = body["ResourceId"]!.GetValue<string>();
                var from = int.Parse(body["NextToken"]?.GetValue<string>() ?? "0", CultureInfo.InvariantCulture);
                var known = Compliance.Where(result => result.Key.ResourceId == id).OrderBy(result => result.Key.Rule, StringComparer.Ordinal).ToArray();
                // A page holds one here: whoever needs all has to ask for every page.
                var results = known.Skip(from).Take(1).Select(result => (JsonNode?)new JsonObject
                {
                    ["EvaluationResultIdentifier"] = new JsonObject
                    {
                        ["EvaluationResultQualifier"] = new JsonObject
                        {
                            ["ConfigRuleName"] = result.Key.Rule,
                            ["ResourceType"] = body["ResourceType"]!.GetValue<string>(),
                            ["ResourceId"] = id,
                        },
                        ["OrderingTimestamp"] = 1790000000,
                    },
                    ["ComplianceType"] = result.Value.Verdict,
                    ["Annotation"] = result.Value.Reason,
                    ["ResultRecordedTime"] = 1790000001.25,
                });
                var page = new JsonObject { ["EvaluationResults"] = new JsonArray([.. results]) };
                if (from + 1 < known.Length)
                    page["NextToken"] = $"{from + 1}";
                return Answer.Of(Json, page.ToJsonString());
            default:
                throw new RefusedException("UnknownOperationException", operation);
        }
    }

    private Answer Ec2Of(Request request)
    {
        var form = request.Body.Split('&').Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair[1]));
        var action = form["Action"];
        Admit($"ec2:{action}");
        if (Allowed is not null && Lost.Contains($"ec2:{action}"))
        {
            return action is "CreateVpcEndpoint"
                ? Forward(request, form.Where(pair => !pair.Key.StartsWith("RouteTableId.", StringComparison.Ordinal)).ToDictionary())
                : Done(action);
        }
        switch (action)
        {
            case "ModifyVpcAttribute":
                Check(request, form);
                return Forward(request, form);
            case "ModifyVpcEndpoint":
                return Modify(request, form);
            case "CreateVpcEndpoint" when form.GetValueOrDefault("VpcEndpointType") is "Gateway":
                if (Allowed?.Contains("ec2:CreateTags") is false && form.Keys.Any(key => key.StartsWith("TagSpecification.", StringComparison.Ordinal)))
                    throw new RefusedException("UnauthorizedOperation", "The role may not ec2:CreateTags.");
                foreach (var table in Listed(form, "RouteTableId"))
                    RefuseSecondRoute(request, table, form["ServiceName"]);
                return Forward(request, form);
            case "DescribeVpcEndpoints":
                return Endpoints(request, form);
            case "DescribeVpcEndpointServiceConfigurations":
                return Services(request, form);
            case "DescribeVpcEndpointServicePermissions":
                return Principals(request, form);
            case "DescribeVpcEndpointConnections":
                return ConnectionsOf(form);
            case "DescribeVpcEndpointServices":
                return Offers(request, form);
            case "DescribeSubnets":
                // moto writes a dictionary where the word belongs.
                return Forward(request, form, answer => answer.Replace("{'State': 'associated'}", "associated", StringComparison.Ordinal));
            case "DescribeNetworkInterfaces":
                return Interfaces(request, form);
            case "StartVpcEndpointServicePrivateDnsVerification":
                Domains[form["ServiceId"]] = "pendingVerification";
                return Done(action);
            case "CreateVpcEndpointConnectionNotification":
                return Notify(form);
            case "DescribeVpcEndpointConnectionNotifications":
                return NotificationsOf(form);
            case "DeleteVpcEndpointConnectionNotifications":
                return Forget(form);
            default:
                return Forward(request, form);
        }
    }

    private Answer Notify(Dictionary<string, string> form)
    {
        var (topic, events) = (form["ConnectionNotificationArn"], Listed(form, "ConnectionEvents").ToArray());
        if (events.Except(["Accept", "Connect", "Delete", "Reject"]).Any() || events is [])
            throw new RefusedException("InvalidParameter", "No such event.");
        var id = $"vpce-nfn-{Guid.NewGuid():N}"[..26];
        Notifications[id] = new(form["ServiceId"], topic, events, ClosedTopics.Contains(topic) ? "Disabled" : "Enabled");
        return Answer.Of(Xml, new XElement(
            Ec2 + "CreateVpcEndpointConnectionNotificationResponse", Described(id, Notifications[id], "connectionNotification")).ToString());
    }

    /// <summary>A page holds one here: whoever needs all has to ask for every page.</summary>
    private Answer NotificationsOf(Dictionary<string, string> form)
    {
        var services = form.GetValueOrDefault("Filter.1.Name") is "service-id" ? Listed(form, "Filter.1.Value").ToArray() : null;
        var known = Notifications.Where(one => services is null || services.Contains(one.Value.ServiceId)).OrderBy(one => one.Key, StringComparer.Ordinal).ToArray();
        var from = int.Parse(form.GetValueOrDefault("NextToken") ?? "0", CultureInfo.InvariantCulture);
        return Answer.Of(Xml, new XElement(
            Ec2 + "DescribeVpcEndpointConnectionNotificationsResponse",
            new XElement(Ec2 + "connectionNotificationSet", known.Skip(from).Take(1).Select(one => Described(one.Key, one.Value, "item"))),
            from + 1 < known.Length ? new XElement(Ec2 + "nextToken", from + 1) : null).ToString());
    }

    /// <summary>A page holds one here: whoever needs all has to ask for every page.</summary>
    private Answer Principals(Request request, Dictionary<string, string> form)
    {
        var service = form["ServiceId"];
        var known = Read(request, "DescribeVpcEndpointServicePermissions", ("ServiceId", service)).Descendants(Ec2 + "principal")
            .Select(principal => (Principal: principal.Value, Type: "")).OrderBy(one => one.Principal, StringComparer.Ordinal)
            .Concat(MorePrincipals.GetValueOrDefault(service) ?? []).ToArray();
        var from = int.Parse(form.GetValueOrDefault("NextToken") ?? "0", CultureInfo.InvariantCulture);
        return Answer.Of(Xml, new XElement(
            Ec2 + "DescribeVpcEndpointServicePermissionsResponse",
            new XElement(Ec2 + "allowedPrincipals", known.Skip(from).Take(1).Select(one => new XElement(
                Ec2 + "item",
                new XElement(Ec2 + "principal", one.Principal),
                one.Type is "" ? null : new XElement(Ec2 + "principalType", one.Type)))),
            from + 1 < known.Length ? new XElement(Ec2 + "nextToken", from + 1) : null).ToString());
    }

    /// <summary>A page holds one here too.</summary>
    private Answer ConnectionsOf(Dictionary<string, string> form)
    {
        var services = Listed(form, "Filter.1.Value").ToArray();
        var known = Connections.Where(one => services.Contains(one.ServiceId)).OrderBy(one => one.Owner, StringComparer.Ordinal).ToArray();
        var from = int.Parse(form.GetValueOrDefault("NextToken") ?? "0", CultureInfo.InvariantCulture);
        return Answer.Of(Xml, new XElement(
            Ec2 + "DescribeVpcEndpointConnectionsResponse",
            new XElement(Ec2 + "vpcEndpointConnectionSet", known.Skip(from).Take(1).Select(one => new XElement(
                Ec2 + "item",
                new XElement(Ec2 + "serviceId", one.ServiceId),
                new XElement(Ec2 + "vpcEndpointOwner", one.Owner),
                new XElement(Ec2 + "vpcEndpointState", one.State)))),
            from + 1 < known.Length ? new XElement(Ec2 + "nextToken", from + 1) : null).ToString());
    }

    private Answer Forget(Dictionary<string, string> form)
    {
        foreach (var id in Listed(form, "ConnectionNotificationId"))
            Notifications.TryRemove(id, out _);
        return Answer.Of(Xml, new XElement(Ec2 + "DeleteVpcEndpointConnectionNotificationsResponse", new XElement(Ec2 + "unsuccessful")).ToString());
    }

    private static XElement Described(string id, Notification one, string name) => new(
        Ec2 + name,
        new XElement(Ec2 + "connectionNotificationId", id),
        new XElement(Ec2 + "serviceId", one.ServiceId),
        new XElement(Ec2 + "connectionNotificationType", "Topic"),
        new XElement(Ec2 + "connectionNotificationArn", one.TopicArn),
        new XElement(Ec2 + "connectionEvents", one.Events.Select(each => new XElement(Ec2 + "item", each))),
        new XElement(Ec2 + "connectionNotificationState", one.State));

    private void Admit(string action)
    {
        if (Allowed is null)
            return;
        Calls.Enqueue(action);
        if (!Allowed.Contains(action))
            throw new RefusedException(action.StartsWith("ec2:", StringComparison.Ordinal) ? "UnauthorizedOperation" : "AccessDeniedException", $"The role may not {action}.");
        if (Failing.TryGetValue((action, Calls.Count(call => call == action)), out var code))
            throw new RefusedException(code, $"{action} was to fail.");
    }

    private void Check(Request request, Dictionary<string, string> form)
    {
        var attributes = form.Keys.Count(key => key.EndsWith(".Value", StringComparison.Ordinal));
        if (attributes is not 1)
            throw new RefusedException("InvalidParameterCombination", "One attribute at a time.");
        if (form.GetValueOrDefault("EnableDnsHostnames.Value") is "true" && !Attribute(request, form["VpcId"], "enableDnsSupport"))
            throw new RefusedException("InvalidParameterValue", "DNS hostnames need DNS support.");
    }

    private Answer Modify(Request request, Dictionary<string, string> form)
    {
        var id = form["VpcEndpointId"];
        var endpoint = Read(request, "DescribeVpcEndpoints", ("VpcEndpointId.1", id)).Descendants(Ec2 + "vpcEndpointSet").Elements().Single();
        var (vpc, service) = (endpoint.Element(Ec2 + "vpcId")!.Value, endpoint.Element(Ec2 + "serviceName")!.Value);
        if (form.TryGetValue("PrivateDnsEnabled", out var on))
        {
            if (on is "true" && !(Attribute(request, vpc, "enableDnsSupport") && Attribute(request, vpc, "enableDnsHostnames")))
                throw new RefusedException("InvalidParameter", "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames.");
            _privateDns[id] = on is "true";
        }
        var tables = RouteTables(endpoint);
        foreach (var table in Listed(form, "AddRouteTableId"))
        {
            RefuseSecondRoute(request, table, service);
            Read(request, "CreateRoute", ("RouteTableId", table), ("DestinationPrefixListId", PrefixList(request, service)), ("GatewayId", id));
            tables = [.. tables, table];
        }
        foreach (var table in Listed(form, "RemoveRouteTableId").Where(tables.Contains))
        {
            Read(request, "DeleteRoute", ("RouteTableId", table), ("DestinationPrefixListId", PrefixList(request, service)));
            tables = [.. tables.Where(one => one != table)];
        }
        _routeTables[id] = tables;
        foreach (var subnet in Listed(form, "AddSubnetId"))
        {
            RefuseZone(request, endpoint, subnet);
            var made = Read(request, "CreateNetworkInterface", ("SubnetId", subnet)).Descendants(Ec2 + "networkInterfaceId").First().Value;
            Read(request, "ModifyVpcEndpoint", ("VpcEndpointId", id), ("AddSubnetId.1", subnet));
            _addedSubnets[id] = [.. _addedSubnets.GetValueOrDefault(id) ?? [], (subnet, made)];
        }
        foreach (var (subnet, made) in (_addedSubnets.GetValueOrDefault(id) ?? []).Where(added => Listed(form, "RemoveSubnetId").Contains(added.Subnet)))
        {
            Read(request, "ModifyVpcEndpoint", ("VpcEndpointId", id), ("RemoveSubnetId.1", subnet));
            Read(request, "DeleteNetworkInterface", ("NetworkInterfaceId", made));
            _addedSubnets[id] = [.. _addedSubnets[id].Where(added => added.Subnet != subnet)];
        }
        if (!form.TryGetValue("PolicyDocument", out var policy))
            return Done("ModifyVpcEndpoint");
        if (policy.Length > 20_480 || !IsJson(policy))
            throw new RefusedException("InvalidPolicyDocument", "The policy is no JSON, or too long.");
        return Forward(request, new() { ["Action"] = "ModifyVpcEndpoint", ["Version"] = form["Version"], ["VpcEndpointId"] = id, ["PolicyDocument"] = policy });
    }

    /// <summary>What was changed here, in moto's answer; deleted endpoints, which it keeps, are gone.</summary>
    private Answer Endpoints(Request request, Dictionary<string, string> form)
    {
        var answer = Read(request, form, "vpc-endpoint-id", out var wanted);
        foreach (var endpoint in answer.Descendants(Ec2 + "vpcEndpointSet").Elements().ToArray())
        {
            var id = endpoint.Element(Ec2 + "vpcEndpointId")!.Value;
            if (endpoint.Element(Ec2 + "state")!.Value is "deleted" || (wanted is not null && !wanted.Contains(id)))
            {
                endpoint.Remove();
                continue;
            }
            // A gateway endpoint has no private DNS, though moto says so.
            var privateDns = _privateDns.TryGetValue(id, out var on) ? on
                : endpoint.Element(Ec2 + "vpcEndpointType")!.Value is "Interface" && endpoint.Element(Ec2 + "privateDnsEnabled")?.Value is "true";
            endpoint.SetElementValue(Ec2 + "privateDnsEnabled", privateDns ? "true" : "false");
            if (IpAddressTypes.TryGetValue(id, out var type))
                endpoint.SetElementValue(Ec2 + "ipAddressType", type);
            if (_addedSubnets.ContainsKey(id))
                endpoint.Element(Ec2 + "networkInterfaceIdSet")!.ReplaceNodes(InterfacesOf(endpoint).ToArray().Select(one => new XElement(Ec2 + "item", one)));
            if (_routeTables.TryGetValue(id, out var tables))
            {
                endpoint.Element(Ec2 + "routeTableIdSet")?.Remove();
                endpoint.Add(new XElement(Ec2 + "routeTableIdSet", tables.Select(table => new XElement(Ec2 + "item", table))));
            }
        }
        return Answer.Of(Xml, answer.ToString());
    }

    /// <summary>Shared resources say whose they are; of endpoint services only one's own are listed.</summary>
    private static Answer OfOwner(Answer answer, string owner)
    {
        var text = Encoding.UTF8.GetString(answer.Bytes.Span);
        var content = XElement.Parse(text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        content.Descendants(Ec2 + "serviceConfigurationSet").Elements().Remove();
        foreach (var set in (ReadOnlySpan<string>)["vpcSet", "vpcEndpointSet", "routeTableSet", "securityGroupInfo"])
        {
            foreach (var resource in content.Elements(Ec2 + set).Elements())
                resource.SetElementValue(Ec2 + "ownerId", owner);
        }
        return Answer.Of(Xml, content.ToString());
    }

    /// <summary>With the states of their domains; a verification that is pending has ended when somebody looks again.</summary>
    private Answer Services(Request request, Dictionary<string, string> form)
    {
        var answer = Read(request, form, "service-id", out var wanted);
        foreach (var service in answer.Descendants(Ec2 + "serviceConfigurationSet").Elements().ToArray())
        {
            var id = service.Element(Ec2 + "serviceId")!.Value;
            if (wanted?.Contains(id) is false)
            {
                service.Remove();
                continue;
            }
            if (ServiceStates.TryGetValue(id, out var stateOfService))
                service.SetElementValue(Ec2 + "serviceState", stateOfService);
            if (Managed.Contains(id))
                service.SetElementValue(Ec2 + "managesVpcEndpoints", "true");
            if (!Domains.TryGetValue(id, out var state))
                continue;
            service.Element(Ec2 + "privateDnsNameConfiguration")!.SetElementValue(Ec2 + "state", state);
            if (state is "pendingVerification")
                Domains[id] = Records.Contains(id) ? "verified" : "failed";
        }
        return Answer.Of(Xml, answer.ToString());
    }

    /// <summary>moto's answer to the call without the filter, which it lacks, and the filter's values; null where it was not there.</summary>
    private static XElement Read(Request request, Dictionary<string, string> form, string filter, out string[]? wanted, string moto)
    {
        var at = form.FirstOrDefault(pair => pair.Key.StartsWith("Filter.", StringComparison.Ordinal) && pair.Key.EndsWith(".Name", StringComparison.Ordinal) && pair.Value == filter).Key;
        var prefix = at?[..^"Name".Length];
        wanted = prefix is null ? null
            : [.. form.Where(pair => pair.Key.StartsWith($"{prefix}Value.", StringComparison.Ordinal)).Select(pair => pair.Value)];
        var rest = form.Where(pair => prefix is null || !pair.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary();
        return XElement.Parse(Encoding.UTF8.GetString(Send(request, rest, moto).Body));
    }

    private XElement Read(Request request, Dictionary<string, string> form, string filter, out string[]? wanted) =>
        Read(request, form, filter, out wanted, moto);

    private XElement Read(Request request, string action, params (string Name, string Value)[] members)
    {
        var (status, body) = Send(
            request, new(members.Select(member => KeyValuePair.Create(member.Name, member.Value))) { ["Action"] = action, ["Version"] = "2016-11-15" }, moto);
        var answer = XElement.Parse(Encoding.UTF8.GetString(body));
        return status is HttpStatusCode.OK
            ? answer
            : throw new RefusedException(answer.Descendants("Code").Single().Value, answer.Descendants("Message").Single().Value);
    }

    private bool Attribute(Request request, string vpc, string attribute) =>
        Read(request, "DescribeVpcAttribute", ("VpcId", vpc), ("Attribute", attribute)).Element(Ec2 + attribute)!.Value is "true";

    private string PrefixList(Request request, string service) =>
        Read(request, "DescribeManagedPrefixLists", ("Filter.1.Name", "prefix-list-name"), ("Filter.1.Value.1", service))
            .Descendants(Ec2 + "prefixListId").First().Value;

    private void RefuseSecondRoute(Request request, string table, string service)
    {
        var list = PrefixList(request, service);
        if (Read(request, "DescribeRouteTables", ("RouteTableId.1", table)).Descendants(Ec2 + "destinationPrefixListId").Any(one => one.Value == list))
            throw new RefusedException("RouteAlreadyExists", $"{table} already has a route with destination-prefix-list-id {list}.");
    }

    private void RefuseZone(Request request, XElement endpoint, string subnet)
    {
        var zone = ZoneOf(subnet);
        if (endpoint.Elements(Ec2 + "subnetIdSet").Elements().Any(other => ZoneOf(other.Value) == zone))
            throw new RefusedException("DuplicateSubnetsInSameZone", $"Found another VPC endpoint subnet in the availability zone of {subnet}.");
        var service = endpoint.Element(Ec2 + "serviceName")!.Value;
        if (Read(request, "DescribeVpcEndpointServices", ("ServiceName.1", service)).Descendants(Ec2 + "availabilityZoneSet").Elements().All(offered => offered.Value != zone))
            throw new RefusedException("InvalidParameter", $"The VPC endpoint service {service} does not support the availability zone of the subnet: {subnet}.");

        string ZoneOf(string id) => Read(request, "DescribeSubnets", ("SubnetId.1", id)).Descendants(Ec2 + "availabilityZone").First().Value;
    }

    private Answer Offers(Request request, Dictionary<string, string> form)
    {
        var answer = Read(request, form, "service-name", out var wanted);
        foreach (var service in answer.Descendants(Ec2 + "serviceDetailSet").Elements().ToArray())
        {
            if (wanted?.Contains(service.Element(Ec2 + "serviceName")!.Value) is false)
                service.Remove();
            else if (ServiceZones is { } zones)
                service.Element(Ec2 + "availabilityZoneSet")!.ReplaceNodes(zones.Select(zone => new XElement(Ec2 + "item", zone)));
        }
        return Answer.Of(Xml, answer.ToString());
    }

    /// <summary>Those of endpoints are in use and have the endpoint's groups, though moto knows neither.</summary>
    private Answer Interfaces(Request request, Dictionary<string, string> form)
    {
        var (status, body) = Send(request, form, moto);
        var answer = XElement.Parse(Encoding.UTF8.GetString(body));
        var vpcs = answer.Descendants(Ec2 + "networkInterfaceSet").Elements().Select(item => item.Element(Ec2 + "vpcId")!.Value).Distinct()
            .Select((vpc, at) => ($"Filter.1.Value.{at + 1}", vpc));
        var endpoints = Read(request, "DescribeVpcEndpoints", [("Filter.1.Name", "vpc-id"), .. vpcs]).Descendants(Ec2 + "vpcEndpointSet").Elements()
            .Where(endpoint => endpoint.Element(Ec2 + "state")!.Value is not "deleted")
            .SelectMany(endpoint => InterfacesOf(endpoint).Select(id => (Id: id, Endpoint: endpoint))).ToDictionary(pair => pair.Id, pair => pair.Endpoint);
        foreach (var item in answer.Descendants(Ec2 + "networkInterfaceSet").Elements())
        {
            if (!endpoints.TryGetValue(item.Element(Ec2 + "networkInterfaceId")!.Value, out var endpoint))
                continue;
            item.SetElementValue(Ec2 + "status", IdleSubnets.Contains(item.Element(Ec2 + "subnetId")!.Value) ? "available" : "in-use");
            item.SetElementValue(Ec2 + "interfaceType", "vpc_endpoint");
            item.Element(Ec2 + "groupSet")!.ReplaceNodes(endpoint.Elements(Ec2 + "groupSet").Elements());
        }
        return Answer.Of(Xml, answer.ToString(), status: $"{(int)status} {status}");
    }

    private IEnumerable<string> InterfacesOf(XElement endpoint) =>
        endpoint.Elements(Ec2 + "networkInterfaceIdSet").Elements().Select(one => one.Value)
            .Concat((_addedSubnets.GetValueOrDefault(endpoint.Element(Ec2 + "vpcEndpointId")!.Value) ?? []).Select(added => added.Interface)).Distinct();

    private string[] RouteTables(XElement endpoint) =>
        _routeTables.GetValueOrDefault(endpoint.Element(Ec2 + "vpcEndpointId")!.Value)
        ?? [.. endpoint.Elements(Ec2 + "routeTableIdSet").Elements().Select(table => table.Value)];

    private Answer Forward(Request request, Dictionary<string, string> form, Func<string, string>? mend = null)
    {
        var (status, body) = Send(request, form, moto);
        var text = Encoding.UTF8.GetString(body);
        return Answer.Of(Xml, mend is null ? text : mend(text), status: $"{(int)status} {status}");
    }

    /// <summary>In the caller's name: account and region are told by the header.</summary>
    private static (HttpStatusCode Status, byte[] Body) Send(Request request, Dictionary<string, string> form, string url)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(form) };
        foreach (var header in (ReadOnlySpan<string>)["Authorization", "X-Amz-Date"])
            message.Headers.TryAddWithoutValidation(header, request.Header(header));
        using var answer = Http.Send(message);
        using var content = new MemoryStream();
        answer.Content.ReadAsStream().CopyTo(content);
        return (answer.StatusCode, content.ToArray());
    }

    private static IEnumerable<string> Listed(Dictionary<string, string> form, string member) =>
        form.Where(pair => pair.Key.StartsWith($"{member}.", StringComparison.Ordinal)).Select(pair => pair.Value);

    private static Answer Done(string action) =>
        Answer.Of(Xml, $"""<{action}Response xmlns="{Ec2}"><requestId>r</requestId><return>true</return></{action}Response>""");

    private static bool IsJson(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A connection notification of an endpoint service.</summary>
    public sealed record Notification(string ServiceId, string TopicArn, string[] Events, string State);

    /// <summary>An endpoint of another account that is connected to a service, or asks to be.</summary>
    public sealed record Connection(string ServiceId, string Owner, string State);

    private sealed class RefusedException(string code, string message) : Exception(message)
    {
        public string Code { get; } = code;
    }
}
