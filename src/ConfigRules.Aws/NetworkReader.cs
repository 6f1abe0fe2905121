using System.Collections.Concurrent;
using Amazon.EC2;
using ConfigRules.Model;
using Ec2 = Amazon.EC2.Model;
using Scope = ConfigRules.Engine.Scope;

namespace ConfigRules.Aws;

/// <summary>
/// One reading of facts, most of them from EC2: only the kinds asked for, only in the scope, side by side, every list to its last page. What
/// vanishes between two calls is left out, as if it had vanished before the first.
/// </summary>
internal sealed partial class NetworkReader(
    IAmazonEC2 ec2, FactClients clients, AccountKey key, ServiceCatalogue catalogue, IReadOnlyCollection<FactKind> kinds, Scope scope,
    TimeProvider time, CancellationToken cancellationToken)
{
    /// <summary>Calls for one resource each that are under way together.</summary>
    private const int Concurrency = 8;

    /// <summary>That many resources may be refused one by one; more, and it is the account that is refused.</summary>
    private const int MostRefusals = 10;

    /// <summary>Values that one filter takes. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html</summary>
    private const int LongestFilter = 200;

    private const int LargestPage = 1000;

    /// <summary>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRouteTables.html</summary>
    private const int LargestPageOfRouteTables = 100;

    private readonly NetworkFacts _facts = new() { AccountId = key.AccountId, Region = key.Region, RecordedAt = time.GetUtcNow() };
    private readonly ConcurrentDictionary<string, DnsAttributes?> _attributes = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<AllowedPrincipal>?> _principals = new();
    private readonly ConcurrentQueue<(string Id, AwsCallException Refusal)> _refusals = new();
    private readonly ConcurrentDictionary<FactKind, AwsCallException> _unreadKinds = new();

    /// <exception cref="AwsCallException">EC2 refuses, or is still too busy after the SDK's own retries.</exception>
    public async Task<NetworkReading> ReadAsync()
    {
        _facts.Kinds.UnionWith(kinds);
        var vpcs = If(FactKind.Vpcs, VpcsAsync);
        var endpoints = If(FactKind.VpcEndpoints, EndpointsAsync);
        var natGateways = If(FactKind.NatGateways, NatGatewaysAsync);
        var services = If(FactKind.ServiceConfigurations, EndpointServicesAsync);
        var balancers = IfAllowed(FactKind.LoadBalancers, () => LoadBalancersAsync(services));
        var groups = If(FactKind.SecurityGroups, () => GroupsAsync(balancers));
        var tables = If(FactKind.RouteTables, RouteTablesAsync);
        var names = If(FactKind.ServiceNames, NamesAsync);
        await Task.WhenAll(
            vpcs, endpoints, natGateways, groups, services, balancers, tables,
            If(FactKind.Subnets, SubnetsAsync),
            If(FactKind.NetworkInterfaces, InterfacesAsync),
            names,
            If(FactKind.VpcAttributes, () => AttributesAsync(Task.WhenAll(vpcs, endpoints))),
            If(FactKind.PrefixLists, () => PrefixListsAsync(groups, tables)),
            If(FactKind.ServiceDetails, () => DetailsAsync(Task.WhenAll(endpoints, names))),
            If(FactKind.AllowedPrincipals, () => PrincipalsAsync(services)),
            IfAllowed(FactKind.VpcEndpointConnections, ConnectionsAsync),
            IfAllowed(FactKind.ConnectionNotificationSet, NotificationsAsync),
            IfAllowed(FactKind.NetworkAcls, AclsAsync),
            IfAllowed(FactKind.DhcpOptions, () => DhcpOptionsAsync(vpcs)),
            IfAllowed(FactKind.VpcPeeringConnections, PeeringsAsync),
            IfAllowed(FactKind.VpcBlockPublicAccessOptions, PublicAccessAsync),
            IfAllowed(FactKind.VpcBlockPublicAccessExclusions, PublicAccessExclusionsAsync),
            If(FactKind.Organization, OrganizationAsync),
            BalancingAsync(balancers),
            IfAllowed(FactKind.MetricDataResults, () => TrafficAsync(Task.WhenAll(endpoints, natGateways))),
            DnsAsync(vpcs),
            If(FactKind.TxtRecords, () => TxtRecordsAsync(services)));
        LeaveOutWhatVanished();
        _facts.Kinds.ExceptWith(_unreadKinds.Keys);
        return new(new(_facts), Unread());
    }

    private Task If(FactKind kind, Func<Task> read) => kinds.Contains(kind) ? read() : Task.CompletedTask;

    /// <summary>
    /// A kind that nobody may see, or that is not to be had in the region, is left out as if it had not been asked for, and told of
    /// with what else could not be read.
    /// </summary>
    private async Task IfAllowed(FactKind kind, Func<Task> read)
    {
        try
        {
            await If(kind, read);
        }
        catch (AwsCallException refusal) when (refusal.Fault is not (AwsFault.Throttled or AwsFault.Unreadable))
        {
            _unreadKinds[kind] = refusal;
        }
    }

    private Task VpcsAsync() => ListAsync("vpc-id",
        (filters, token) => ec2.DescribeVpcsAsync(new() { Filters = filters, MaxResults = LargestPage, NextToken = token }, cancellationToken),
        answer => (answer.Vpcs, answer.NextToken),
        vpc => _facts.Vpcs.Add(vpc.ToModel()));

    private Task SubnetsAsync() => ListAsync("vpc-id",
        (filters, token) => ec2.DescribeSubnetsAsync(new() { Filters = filters, MaxResults = LargestPage, NextToken = token }, cancellationToken),
        answer => (answer.Subnets, answer.NextToken),
        subnet => _facts.Subnets.Add(subnet.ToModel()));

    private Task RouteTablesAsync() => ListAsync("vpc-id",
        (filters, token) => ec2.DescribeRouteTablesAsync(
            new() { Filters = filters, MaxResults = LargestPageOfRouteTables, NextToken = token }, cancellationToken),
        answer => (answer.RouteTables, answer.NextToken),
        table => _facts.RouteTables.Add(table.ToModel()));

    private Task EndpointsAsync()
    {
        var texts = new Texts();
        return ListAsync("vpc-id",
            (filters, token) => ec2.DescribeVpcEndpointsAsync(new() { Filters = filters, MaxResults = LargestPage, NextToken = token }, cancellationToken),
            answer => (answer.VpcEndpoints, answer.NextToken),
            endpoint => _facts.VpcEndpoints.Add(endpoint.ToModel(texts)));
    }

    /// <summary>Those of the VPCs; of endpoint services, those of their load balancers.</summary>
    private async Task GroupsAsync(Task balancers)
    {
        if (scope is Scope.OfEndpointServices)
            await balancers;
        var filters = scope is Scope.OfEndpointServices
            ? FiltersOf("group-id", SoFar(_facts.LoadBalancers).SelectMany(balancer => balancer.SecurityGroupIds).Distinct())
            : Filters("vpc-id");
        foreach (var filter in filters)
        {
            await PagesAsync(
                token => ec2.DescribeSecurityGroupsAsync(new() { Filters = filter, MaxResults = LargestPage, NextToken = token }, cancellationToken),
                answer => (answer.SecurityGroups, answer.NextToken),
                group => _facts.SecurityGroups.Add(group.ToModel()));
        }
    }

    /// <summary>Those too that AWS services operate, which EC2 leaves out unless asked: workloads are behind them as well.</summary>
    private Task InterfacesAsync()
    {
        var texts = new Texts();
        return ListAsync("vpc-id",
            (filters, token) => ec2.DescribeNetworkInterfacesAsync(
                new() { Filters = filters, IncludeManagedResources = true, MaxResults = LargestPage, NextToken = token }, cancellationToken),
            answer => (answer.NetworkInterfaces, answer.NextToken),
            networkInterface => _facts.NetworkInterfaces.Add(networkInterface.ToModel(texts)));
    }

    private Task NatGatewaysAsync() => ListAsync("vpc-id",
        (filters, token) => ec2.DescribeNatGatewaysAsync(new() { Filter = filters, MaxResults = LargestPage, NextToken = token }, cancellationToken),
        answer => (answer.NatGateways, answer.NextToken),
        gateway => _facts.NatGateways.Add(gateway.ToModel()));

    private Task AclsAsync() => ListAsync("vpc-id",
        (filters, token) => ec2.DescribeNetworkAclsAsync(new() { Filters = filters, MaxResults = LargestPage, NextToken = token }, cancellationToken),
        answer => (answer.NetworkAcls, answer.NextToken),
        acl => _facts.NetworkAcls.Add(acl.ToModel()));

    /// <summary>Those that VPCs use; an account may have kept many that none uses any more.</summary>
    private async Task DhcpOptionsAsync(Task vpcs)
    {
        await vpcs;
        foreach (var ids in _facts.Vpcs.Select(vpc => vpc.DhcpOptionsId).Where(id => id is not (null or "default")).Distinct().Chunk(LongestFilter))
        {
            var filters = new List<Ec2.Filter> { new("dhcp-options-id", [.. ids]) };
            await PagesAsync(
                token => ec2.DescribeDhcpOptionsAsync(new() { Filters = filters, MaxResults = LargestPage, NextToken = token }, cancellationToken),
                answer => (answer.DhcpOptions, answer.NextToken),
                options => _facts.DhcpOptions.Add(options.ToModel()));
        }
    }

    /// <summary>From both ends, which one filter cannot ask for.</summary>
    private async Task PeeringsAsync()
    {
        string[] ends = scope is Scope.WholeRegion ? [""] : ["requester-vpc-info.vpc-id", "accepter-vpc-info.vpc-id"];
        foreach (var end in ends)
        {
            await ListAsync(end,
                (filters, token) => ec2.DescribeVpcPeeringConnectionsAsync(new() { Filters = filters, MaxResults = LargestPage, NextToken = token }, cancellationToken),
                answer => (answer.VpcPeeringConnections, answer.NextToken),
                peering => _facts.PeeringConnections.Add(peering.ToModel()));
        }
    }

    private async Task PublicAccessAsync()
    {
        if ((await ec2.DescribeVpcBlockPublicAccessOptionsAsync(new(), cancellationToken)).VpcBlockPublicAccessOptions is { } options)
            _facts.PublicAccessBlocks.Add(options.ToModel());
    }

    private Task PublicAccessExclusionsAsync() => PagesAsync(
        token => ec2.DescribeVpcBlockPublicAccessExclusionsAsync(new() { MaxResults = LargestPage, NextToken = token }, cancellationToken),
        answer => (answer.VpcBlockPublicAccessExclusions, answer.NextToken),
        exclusion => _facts.PublicAccessExclusions.Add(exclusion.ToModel()));

    /// <summary>
    /// A member account may ask as well as the management account. Whom AWS Organizations does not tell, for whatever reason, judges
    /// without, as parameters may say it too; no run fails for it.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html</remarks>
    private async Task OrganizationAsync()
    {
        try
        {
            if ((await clients.Organizations.DescribeOrganizationAsync(new(), cancellationToken)).Organization is { Id: { Length: > 0 } id })
                _facts.Organizations.Add(new(id));
        }
        catch (AwsCallException refusal) when (refusal.Code is "AWSOrganizationsNotInUseException")
        {
            // The account is in none, and that is known.
        }
        catch (AwsCallException)
        {
            _facts.Kinds.Remove(FactKind.Organization);
        }
    }

    private Task EndpointServicesAsync() => ListAsync("service-id",
        (filters, token) => ec2.DescribeVpcEndpointServiceConfigurationsAsync(
            new() { Filters = filters, MaxResults = LargestPage, NextToken = token }, cancellationToken),
        answer => (answer.ServiceConfigurations, answer.NextToken),
        service => _facts.EndpointServices.Add(service.ToModel()));

    private Task ConnectionsAsync() => ListAsync("service-id",
        (filters, token) => ec2.DescribeVpcEndpointConnectionsAsync(
            new() { Filters = filters, MaxResults = LargestPage, NextToken = token }, cancellationToken),
        answer => (answer.VpcEndpointConnections, answer.NextToken),
        connection => _facts.ServiceConnections.Add(connection.ToModel()));

    private Task NotificationsAsync() => ListAsync("service-id",
        (filters, token) => ec2.DescribeVpcEndpointConnectionNotificationsAsync(
            new() { Filters = filters, MaxResults = LargestPage, NextToken = token }, cancellationToken),
        answer => (answer.ConnectionNotificationSet, answer.NextToken),
        notification => _facts.ServiceNotifications.Add(notification.ToModel()));

    private async Task NamesAsync() => _facts.ServiceNames.UnionWith(await catalogue.NamesAsync(ec2, key, cancellationToken));

    /// <summary>Of the services that endpoints lead to; where all services are named, of these too, as the same answer tells of both.</summary>
    private async Task DetailsAsync(Task others)
    {
        await others;
        if (kinds.Contains(FactKind.ServiceNames))
        {
            foreach (var service in await catalogue.AllDetailsAsync(ec2, key, cancellationToken))
                _facts.ServiceDetails.Add(service);
        }
        foreach (var service in await catalogue.DetailsAsync(ec2, key, _facts.VpcEndpoints, cancellationToken))
            _facts.ServiceDetails.Add(service);
    }

    /// <summary>
    /// Two calls for each VPC, so not for one in which nothing depends on the answer: no endpoint, and, as zones of one's own are
    /// answered from by the same attributes, no zone that is asked about.
    /// </summary>
    private async Task AttributesAsync(Task others)
    {
        await others;
        var ids = scope is Scope.OfVpcs some && !kinds.Contains(FactKind.Vpcs) ? some.Ids : _facts.Vpcs.Select(vpc => vpc.Id);
        if (kinds.Contains(FactKind.VpcEndpoints) && !kinds.Contains(FactKind.HostedZones))
            ids = ids.Intersect(_facts.VpcEndpoints.Select(endpoint => endpoint.VpcId));
        await EachAsync(ids, async id =>
        {
            var support = AttributeAsync(id, VpcAttributeName.EnableDnsSupport);
            var hostnames = AttributeAsync(id, VpcAttributeName.EnableDnsHostnames);
            await Task.WhenAll(support, hostnames);
            _attributes[id] = await support is { EnableDnsSupport: { } isSupported } && await hostnames is { EnableDnsHostnames: { } hasHostnames }
                ? new DnsAttributes(isSupported, hasHostnames)
                : null;
        });
    }

    private async Task<Ec2.DescribeVpcAttributeResponse?> AttributeAsync(string vpcId, VpcAttributeName attribute)
    {
        try
        {
            return await ec2.DescribeVpcAttributeAsync(new() { VpcId = vpcId, Attribute = attribute }, cancellationToken);
        }
        catch (AwsCallException refusal) when (refusal.Code is "InvalidVpcID.NotFound")
        {
            return null;
        }
    }

    /// <summary>
    /// Those that groups and routes name. Where routes are read, those that AWS keeps too, as this call alone gives their names, which
    /// say to what a route leads; and where neither groups nor routes are read, no others.
    /// </summary>
    private async Task PrefixListsAsync(Task groups, Task tables)
    {
        await Task.WhenAll(groups, tables);
        if (kinds.Contains(FactKind.RouteTables) || !kinds.Contains(FactKind.SecurityGroups))
        {
            await ListAsync("",
                (_, token) => ec2.DescribePrefixListsAsync(new() { MaxResults = LargestPage, NextToken = token }, cancellationToken),
                answer => (answer.PrefixLists, answer.NextToken),
                list => _facts.PrefixLists.Add(list.ToModel()));
        }
        string[] ids =
        [
            .. _facts.SecurityGroups.SelectMany(group => group.Ingress.Concat(group.Egress)).SelectMany(rule => rule.PrefixListIds)
                .Concat(_facts.RouteTables.SelectMany(table => table.Routes).Select(route => route.PrefixListId).OfType<string>())
                .Except(_facts.PrefixLists.Select(list => list.Id)),
        ];
        await EachAsync(ids, async id =>
        {
            try
            {
                var blocks = new List<string>();
                await PagesAsync(
                    token => ec2.GetManagedPrefixListEntriesAsync(new() { PrefixListId = id, MaxResults = 100, NextToken = token }, cancellationToken),
                    answer => (answer.Entries, answer.NextToken),
                    entry => blocks.Add(entry.Cidr));
                var list = new Ec2.PrefixList { PrefixListId = id, Cidrs = blocks }.ToModel();
                lock (_facts.PrefixLists)
                    _facts.PrefixLists.Add(list);
            }
            catch (AwsCallException refusal) when (refusal.Code is "InvalidPrefixListID.NotFound" or "InvalidPrefixListId.NotFound")
            {
                // A list of another account that is no longer shared stays in the rule or route; what it held cannot be known.
            }
        });
    }

    private async Task PrincipalsAsync(Task services)
    {
        await services;
        await EachAsync(_facts.EndpointServices.Select(service => service.Id), async id =>
        {
            try
            {
                var principals = new List<AllowedPrincipal>();
                await PagesAsync(
                    token => ec2.DescribeVpcEndpointServicePermissionsAsync(
                        new() { ServiceId = id, MaxResults = LargestPage, NextToken = token }, cancellationToken),
                    answer => (answer.AllowedPrincipals, answer.NextToken),
                    principal => principals.Add(new(principal.Principal, principal.PrincipalType?.Value)));
                _principals[id] = principals;
            }
            catch (AwsCallException refusal) when (refusal.Code is "InvalidVpcEndpointServiceId.NotFound" or "InvalidVpcEndpointService.NotFound")
            {
                _principals[id] = null;
            }
        });
    }

    private void LeaveOutWhatVanished()
    {
        foreach (var (vpcId, attributes) in _attributes)
        {
            if (attributes is { } known)
                _facts.VpcAttributes[vpcId] = known;
            else if (_facts.Vpcs.FirstOrDefault(vpc => vpc.Id == vpcId) is { } gone)
                _facts.Vpcs.Remove(gone);
        }
        foreach (var (serviceId, principals) in _principals)
        {
            if (principals is not null)
                _facts.AllowedPrincipals[serviceId] = principals;
            else if (_facts.EndpointServices.FirstOrDefault(service => service.Id == serviceId) is { } gone)
                _facts.EndpointServices.Remove(gone);
        }
    }

    /// <summary>Every page of a list, as far as the scope goes; a filter takes only so many ids at once.</summary>
    private async Task ListAsync<TAnswer, T>(
        string filter,
        Func<List<Ec2.Filter>?, string?, Task<TAnswer>> ask,
        Func<TAnswer, (List<T>? Items, string? NextToken)> take,
        Action<T> add)
    {
        foreach (var filters in Filters(filter))
            await PagesAsync(token => ask(filters, token), take, add);
    }

    private static async Task PagesAsync<TAnswer, T>(
        Func<string?, Task<TAnswer>> ask, Func<TAnswer, (List<T>? Items, string? NextToken)> take, Action<T> add)
    {
        string? token = null;
        do
        {
            (var items, token) = take(await ask(token));
            foreach (var item in items.OrEmpty())
                add(item);
        }
        while (token is { Length: > 0 });
    }

    /// <summary>One call without a filter for the region; for anything of which the scope holds none, no call at all.</summary>
    private IEnumerable<List<Ec2.Filter>?> Filters(string name)
    {
        if (scope is Scope.WholeRegion || name is "")
            return [null];
        var ids = (scope, name) switch
        {
            (Scope.OfVpcs vpcs, "vpc-id" or "requester-vpc-info.vpc-id" or "accepter-vpc-info.vpc-id") => vpcs.Ids,
            (Scope.OfEndpointServices services, "service-id") => services.Ids,
            _ => [],
        };
        return FiltersOf(name, ids);
    }

    private static IEnumerable<List<Ec2.Filter>> FiltersOf(string name, IEnumerable<string> ids) =>
        ids.Chunk(LongestFilter).Select(chunk => new List<Ec2.Filter> { new(name, [.. chunk]) });

    private Task EachAsync(IEnumerable<string> ids, Func<string, Task> read) => Parallel.ForEachAsync(
        ids.Distinct(),
        new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancellationToken },
        async (id, _) =>
        {
            try
            {
                await read(id);
            }
            catch (AwsCallException refusal) when (IsOfOne(refusal) && _refusals.Count < MostRefusals)
            {
                _refusals.Enqueue((id, refusal));
            }
        });

    /// <summary>An answer, and not one that would be the same for any other resource.</summary>
    private static bool IsOfOne(AwsCallException refusal) => refusal.Fault is AwsFault.Refused or AwsFault.Denied or AwsFault.Failed;

    private UnreadException? Unread()
    {
        var refusals = _refusals.DistinctBy(refusal => refusal.Id).OrderBy(refusal => refusal.Id, StringComparer.Ordinal)
            .Concat(_unreadKinds.OrderBy(refusal => refusal.Key).Select(refusal => (Id: refusal.Key.ToString(), Refusal: refusal.Value))).ToArray();
        return refusals is [var (_, first), ..] ? new([.. refusals.Select(refusal => refusal.Id)], first, isOfKinds: _refusals.IsEmpty) : null;
    }
}
