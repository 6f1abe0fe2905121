using System.Collections.Concurrent;
using Amazon.EC2;
using ConfigRules.Model;
using Ec2 = Amazon.EC2.Model;
using Scope = ConfigRules.Engine.Scope;

namespace ConfigRules.Aws;

/// <summary>
/// One reading of facts from EC2: only the kinds asked for, only in the scope, side by side, every list to its last page. What
/// vanishes between two calls is left out, as if it had vanished before the first.
/// </summary>
internal sealed class NetworkReader(
    IAmazonEC2 ec2, AccountKey key, ServiceCatalogue catalogue, IReadOnlyCollection<FactKind> kinds, Scope scope, CancellationToken cancellationToken)
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

    private readonly NetworkFacts _facts = new() { AccountId = key.AccountId, Region = key.Region };
    private readonly ConcurrentDictionary<string, DnsAttributes?> _attributes = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<AllowedPrincipal>?> _principals = new();
    private readonly ConcurrentQueue<(string Id, AwsCallException Refusal)> _refusals = new();

    /// <exception cref="AwsCallException">EC2 refuses, or is still too busy after the SDK's own retries.</exception>
    public async Task<NetworkReading> ReadAsync()
    {
        _facts.Kinds.UnionWith(kinds);
        var vpcs = If(FactKind.Vpcs, VpcsAsync);
        var endpoints = If(FactKind.VpcEndpoints, EndpointsAsync);
        var groups = If(FactKind.SecurityGroups, GroupsAsync);
        var services = If(FactKind.ServiceConfigurations, EndpointServicesAsync);
        await Task.WhenAll(
            vpcs, endpoints, groups, services,
            If(FactKind.Subnets, SubnetsAsync),
            If(FactKind.RouteTables, RouteTablesAsync),
            If(FactKind.NetworkInterfaces, InterfacesAsync),
            If(FactKind.NatGateways, NatGatewaysAsync),
            If(FactKind.ServiceNames, NamesAsync),
            If(FactKind.VpcAttributes, () => AttributesAsync(Task.WhenAll(vpcs, endpoints))),
            If(FactKind.PrefixLists, () => PrefixListsAsync(groups)),
            If(FactKind.ServiceDetails, () => DetailsAsync(endpoints)),
            If(FactKind.AllowedPrincipals, () => PrincipalsAsync(services)));
        LeaveOutWhatVanished();
        return new(new(_facts), Unread());
    }

    private Task If(FactKind kind, Func<Task> read) => kinds.Contains(kind) ? read() : Task.CompletedTask;

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

    private Task GroupsAsync() => ListAsync("vpc-id",
        (filters, token) => ec2.DescribeSecurityGroupsAsync(new() { Filters = filters, MaxResults = LargestPage, NextToken = token }, cancellationToken),
        answer => (answer.SecurityGroups, answer.NextToken),
        group => _facts.SecurityGroups.Add(group.ToModel()));

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

    private Task EndpointServicesAsync() => ListAsync("service-id",
        (filters, token) => ec2.DescribeVpcEndpointServiceConfigurationsAsync(
            new() { Filters = filters, MaxResults = LargestPage, NextToken = token }, cancellationToken),
        answer => (answer.ServiceConfigurations, answer.NextToken),
        service => _facts.EndpointServices.Add(service.ToModel()));

    private async Task NamesAsync() => _facts.ServiceNames.UnionWith(await catalogue.NamesAsync(ec2, key, cancellationToken));

    private async Task DetailsAsync(Task endpoints)
    {
        await endpoints;
        foreach (var service in await catalogue.DetailsAsync(ec2, key, _facts.VpcEndpoints, cancellationToken))
            _facts.ServiceDetails.Add(service);
    }

    /// <summary>Two calls for each VPC, so not for one in which nothing depends on the answer.</summary>
    private async Task AttributesAsync(Task others)
    {
        await others;
        var ids = scope is Scope.OfVpcs some && !kinds.Contains(FactKind.Vpcs) ? some.Ids : _facts.Vpcs.Select(vpc => vpc.Id);
        if (kinds.Contains(FactKind.VpcEndpoints))
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

    /// <summary>Those that groups name; where no groups are read, those that AWS keeps.</summary>
    private async Task PrefixListsAsync(Task groups)
    {
        if (!kinds.Contains(FactKind.SecurityGroups))
        {
            await ListAsync("",
                (_, token) => ec2.DescribePrefixListsAsync(new() { MaxResults = LargestPage, NextToken = token }, cancellationToken),
                answer => (answer.PrefixLists, answer.NextToken),
                list => _facts.PrefixLists.Add(list.ToModel()));
            return;
        }
        await groups;
        var ids = _facts.SecurityGroups.SelectMany(group => group.Ingress.Concat(group.Egress)).SelectMany(rule => rule.PrefixListIds).Distinct();
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
                // A list of another account that is no longer shared stays in the group's rule; what it held cannot be known.
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
            (Scope.OfVpcs vpcs, "vpc-id") => vpcs.Ids,
            (Scope.OfEndpointServices services, "service-id") => services.Ids,
            _ => [],
        };
        return ids.Chunk(LongestFilter).Select(chunk => new List<Ec2.Filter> { new(name, [.. chunk]) });
    }

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
        var refusals = _refusals.DistinctBy(refusal => refusal.Id).OrderBy(refusal => refusal.Id, StringComparer.Ordinal).ToArray();
        return refusals is [var (_, first), ..] ? new([.. refusals.Select(refusal => refusal.Id)], first) : null;
    }
}
