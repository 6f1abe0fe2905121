using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using ConfigRules.Aws;
using ConfigRules.Engine;
using ConfigRules.Rules;
using ConfigRules.Testing;
using FactKind = ConfigRules.Model.FactKind;
using Scope = ConfigRules.Engine.Scope;

namespace ConfigRules.Remediation.Tests;

/// <summary>
/// What every document owes, on a network that the rule itself finds non-compliant: each run is of the steps in remediation.yaml,
/// with the permissions of the role beside them, against an EC2 that can be read by the rule before and after.
/// </summary>
public abstract partial class RemediationTests : IDisposable
{
    private readonly Cloud _cloud;
    private readonly AwsDouble _aws;
    private readonly Accounts _accounts;

    private protected RemediationTests(Cloud cloud)
    {
        _cloud = cloud;
        _aws = new(cloud.Url);
        Ec2 = new AmazonEC2Client(
            new BasicAWSCredentials(Cloud.AccessKey, "secret"), new AmazonEC2Config { ServiceURL = _aws.Url, AuthenticationRegion = Cloud.Region });
        _accounts = new(
            () => new BasicAWSCredentials(Cloud.AccessKey, "secret"),
            client =>
            {
                client.ServiceURL = _aws.Url;
                client.AuthenticationRegion = Cloud.Region;
            },
            TimeProvider.System);
    }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected IAmazonEC2 Ec2 { get; }

    private protected AwsDouble Aws => _aws;

    /// <summary>The id of the rule.</summary>
    protected abstract string Rule { get; }

    /// <summary>The document's parameter that takes the resource's id.</summary>
    protected abstract string ResourceParameter { get; }

    /// <summary>An id of such a resource that does not exist.</summary>
    protected abstract string Gone { get; }

    /// <summary>The calls that change something in a repair, in their order.</summary>
    protected abstract string[] Changes { get; }

    /// <summary>The call by which the document sees whether a change is there, and which of the calls of that name it is.</summary>
    protected abstract (string Action, int Occasion) Verification { get; }

    /// <summary>What a run says of a resource that belongs to another account.</summary>
    protected virtual string OfAnotherAccount => "It belongs to another account.";

    /// <summary>Parameters of the document that the repair of the resource below needs.</summary>
    protected virtual IReadOnlyDictionary<string, string> Given => new Dictionary<string, string>();

    /// <summary>Whether a failure leads back; false where AWS is only told to look again, and sees what it sees.</summary>
    protected virtual bool HasWayBack => true;

    /// <summary>Makes a resource that the rule finds non-compliant.</summary>
    protected abstract Task<Subject> BuildAsync();

    /// <param name="VpcId">Whose facts the rule reads; null for a service.</param>
    /// <param name="ResourceId">The resource that the rule reports.</param>
    protected sealed record Subject(string? VpcId, string ResourceId);

    public void Dispose()
    {
        Ec2.Dispose();
        _aws.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Repairs_what_the_rule_finds()
    {
        var subject = await BuildAsync();
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        var run = Run(subject);

        Assert.Empty(run.Failures);
        Assert.Equal("Success", run.Status);
        Assert.Equal(Changes, Mutations());
        Assert.Equal([Rule], _aws.Evaluations);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        var subject = await BuildAsync();
        await JudgeAsync(subject);
        Run(subject);
        var repaired = await SnapshotAsync(subject);

        // AWS Config has not judged again yet, and still says NON_COMPLIANT.
        var run = Run(subject);

        Assert.Equal("Success", run.Status);
        Assert.Empty(Mutations());
        Assert.Equal(repaired, await SnapshotAsync(subject));
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_and_says_what_it_would()
    {
        var subject = await BuildAsync();
        var before = await SnapshotAsync(subject);

        var run = Run(subject, ("DryRun", "true"));

        Assert.Equal("Success", run.Status);
        Assert.Empty(Mutations());
        Assert.DoesNotContain("Nothing", run.Outputs.Values);
        Assert.Equal(before, await SnapshotAsync(subject));
    }

    [Fact]
    public async Task A_change_that_fails_is_taken_back()
    {
        for (var change = 0; change < Changes.Length; change++)
        {
            var subject = await BuildAsync();
            var before = await SnapshotAsync(subject);
            var (action, occasion) = (Changes[change], Changes.Take(change + 1).Count(one => one == Changes[change]));
            _aws.Failing[(action, occasion)] = "InternalError";

            var run = Run(subject);
            _aws.Failing.Clear();

            Assert.Equal("Failed", run.Status);
            Assert.Contains($"{action} was to fail.", run.Failures[0]);
            Assert.Empty(_aws.Evaluations);
            Assert.True(IsRestored(before, await SnapshotAsync(subject), change));
        }
    }

    [Fact]
    public async Task A_change_that_was_made_though_its_call_failed_is_taken_back()
    {
        var subject = await BuildAsync();
        var before = await SnapshotAsync(subject);
        _aws.Unanswered.Add(Changes[0]);

        var run = Run(subject);

        Assert.Equal("Failed", run.Status);
        Assert.Contains("It was done, but nobody is told.", run.Failures[0]);
        Assert.Equal(HasWayBack, before == await SnapshotAsync(subject));
    }

    [Fact]
    public async Task A_change_that_cannot_be_seen_is_taken_back()
    {
        var subject = await BuildAsync();
        var before = await SnapshotAsync(subject);
        _aws.Failing[Verification] = "InternalError";

        var run = Run(subject);
        _aws.Failing.Clear();

        Assert.Equal("Failed", run.Status);
        Assert.Contains($"{Verification.Action} was to fail.", run.Failures[0]);
        Assert.NotEmpty(Mutations());
        Assert.Equal(HasWayBack, before == await SnapshotAsync(subject));
    }

    [Fact]
    public async Task A_change_that_does_not_take_hold_fails_the_run()
    {
        var subject = await BuildAsync();
        var before = await SnapshotAsync(subject);
        foreach (var change in Changes)
            _aws.Lost.Add(change);

        var run = Run(subject);

        Assert.Equal("Failed", run.Status);
        Assert.Equal(before, await SnapshotAsync(subject));
    }

    [Theory]
    [InlineData("privatelink:no-remediation", "")]
    [InlineData("privatelink:exempt", "another-rule, {rule}")]
    public async Task A_tag_keeps_it_as_it_is(string key, string value)
    {
        var subject = await BuildAsync();
        await Ec2.CreateTagsAsync(new() { Resources = [subject.ResourceId], Tags = [new(key, value.Replace("{rule}", Rule, StringComparison.Ordinal))] }, Cancellation);
        var before = await SnapshotAsync(subject);

        var run = Run(subject);

        Assert.Equal("Success", run.Status);
        Assert.Contains(run.Outputs.Values, reason => reason.StartsWith($"Its tag {key} ", StringComparison.Ordinal));
        Assert.Empty(Mutations());
        Assert.Equal(before, await SnapshotAsync(subject));
    }

    [Fact]
    public async Task A_tag_that_exempts_from_another_rule_does_not()
    {
        var subject = await BuildAsync();
        await Ec2.CreateTagsAsync(new() { Resources = [subject.ResourceId], Tags = [new("privatelink:exempt", $"{Rule}-2, other")] }, Cancellation);

        Run(subject);

        Assert.Equal(Changes, Mutations());
    }

    [Fact]
    public void What_is_gone_ends_the_run_quietly()
    {
        var run = Run(new(null, Gone));

        Assert.Equal("Success", run.Status);
        Assert.Contains("It is gone.", run.Outputs.Values);
        Assert.Empty(Mutations());
    }

    [Fact]
    public async Task What_another_account_shares_is_left_to_its_owner()
    {
        var subject = await BuildAsync();
        var before = await SnapshotAsync(subject);
        _aws.Owner = "210987654321";

        var run = Run(subject);

        Assert.Equal("Success", run.Status);
        Assert.Contains(OfAnotherAccount, run.Outputs.Values);
        Assert.Empty(Mutations());
        Assert.Equal(before, await SnapshotAsync(subject));
    }

    [Fact]
    public async Task What_goes_while_it_is_repaired_fails_the_run_and_changes_nothing()
    {
        var subject = await BuildAsync();
        var before = await SnapshotAsync(subject);
        for (var occasion = 1; occasion <= 4; occasion++)
            _aws.Failing[(Changes[0], occasion)] = "InvalidResource.NotFound";

        var run = Run(subject);
        _aws.Failing.Clear();

        Assert.Equal("Failed", run.Status);
        Assert.Contains("InvalidResource.NotFound", run.Failures[0]);
        Assert.Empty(_aws.Evaluations);
        Assert.Equal(before, await SnapshotAsync(subject));
    }

    [Theory]
    [InlineData("COMPLIANT")]
    [InlineData("NOT_APPLICABLE")]
    public async Task What_the_rule_does_not_find_non_compliant_is_left_alone(string compliance)
    {
        var subject = await BuildAsync();
        // The rule's own result is on another page than the first one.
        _aws.Compliance[(subject.ResourceId, "another-rule")] = ("NON_COMPLIANT", "");
        _aws.Compliance[(subject.ResourceId, $"team-{Rule}")] = (compliance, "");

        var run = Run(subject, ("ConfigRuleName", $"team-{Rule}"));

        Assert.Equal("Success", run.Status);
        Assert.Contains($"team-{Rule} says {compliance} of it.", run.Outputs.Values);
        Assert.Empty(Mutations());
    }

    [Fact]
    public async Task Another_rule_s_opinion_does_not_matter()
    {
        var subject = await BuildAsync();
        _aws.Compliance[(subject.ResourceId, "another-rule")] = ("COMPLIANT", "");

        Run(subject);

        Assert.Equal(Changes, Mutations());
    }

    [Fact]
    public async Task A_role_that_may_not_read_or_change_fails_the_run_with_nothing_changed()
    {
        var subject = await BuildAsync();
        var before = await SnapshotAsync(subject);
        var needed = RemediationTemplate.Actions(Rule);
        Run(subject, ("DryRun", "true"));
        var reads = _aws.Calls.Distinct().ToArray();
        // To give a tag to what is made needs a permission of its own.
        var tagging = Changes.Contains("ec2:CreateVpcEndpoint") ? ["ec2:CreateTags"] : Array.Empty<string>();

        foreach (var missing in reads.Concat(Changes).Concat(tagging).Distinct())
        {
            var run = Run(subject, needed.Except([missing]).ToHashSet());

            Assert.Equal("Failed", run.Status);
            Assert.Contains($"The role may not {missing}.", run.Failures[0]);
            Assert.Equal(before, await SnapshotAsync(subject));
        }
    }

    [Fact]
    public async Task Too_many_evaluations_at_a_time_do_not_fail_the_run()
    {
        var subject = await BuildAsync();
        _aws.Failing[("config:StartConfigRulesEvaluation", 1)] = "LimitExceededException";

        var run = Run(subject);

        Assert.Equal("Success", run.Status);
        Assert.Equal("ReEvaluate", run.Steps[^1]);
        Assert.Single(run.Failures);
    }

    /// <summary>Whether a failure of that change has left everything as it was, unless changes stand each for itself.</summary>
    protected virtual bool IsRestored(string before, string after, int change) => before == after;

    private protected AutomationRun Run(Subject subject, params (string Name, string Value)[] parameters) =>
        Run(subject, RemediationTemplate.Actions(Rule), parameters);

    /// <summary>The calls of the last run that changed something.</summary>
    protected string[] Mutations() => [.. _aws.Calls.Where(call => !ReadsOnly.IsMatch(call))];

    /// <summary>The ports of services that the document knows without being told, as the rule's parameter servicePorts has them.</summary>
    protected string[] DefaultPorts()
    {
        var (succeeded, output) = PythonTools.Run(
            """
            import sys
            scope = {}
            exec(sys.argv[1], scope)
            print(",".join(f"{service}={port}" for service, ports in scope["PORTS"].items() for port in ports), end="")
            """,
            RemediationTemplate.Document(Rule).Step("Decide")["inputs"]!["Script"]!.GetValue<string>());
        Assert.True(succeeded, output);
        return output.Split(',');
    }

    /// <summary>The rule's own verdict, of facts that are read from EC2; AWS Config knows it from then on.</summary>
    protected async Task<Compliance> JudgeAsync(Subject subject)
    {
        var rule = RuleCatalog.Find(Rule)!;
        var scope = subject.VpcId is { } vpc ? new Scope.OfVpcs([vpc]) : Scope.Region;
        var parameters = Parameters.For(rule, RuleParameters);
        // What other services than EC2 tell, they tell no double: the rule judges without it.
        var reading = await _accounts.Find(new("aws", Cloud.AccountId, Cloud.Region)).ReadNetworkAsync(
            [.. rule.Needs(parameters).Union(rule.Welcomes(parameters)).Where(kind => kind is < FactKind.HostedZones and not FactKind.Organization)], scope, Cancellation);
        var verdict = rule.Evaluate(reading.Whole, parameters).Single(one => one.ResourceId == subject.ResourceId).Verdict;
        _aws.Compliance[(subject.ResourceId, Rule)] = (verdict.Compliance is Compliance.NonCompliant ? "NON_COMPLIANT" : "COMPLIANT", verdict.Reason ?? "");
        return verdict.Compliance;
    }

    /// <summary>What the rule is deployed with, where that is not its default.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string>> RuleParameters => [];

    /// <summary>Everything in the VPC that any document could change.</summary>
    protected async Task<string> SnapshotAsync(Subject subject)
    {
        if (subject.VpcId is not { } vpc)
        {
            var services = await Ec2.DescribeVpcEndpointServiceConfigurationsAsync(new() { ServiceIds = [subject.ResourceId] }, Cancellation);
            var service = services.ServiceConfigurations.Single();
            var principals = await Ec2.Paginators.DescribeVpcEndpointServicePermissions(new() { ServiceId = subject.ResourceId }).AllowedPrincipals
                .Select(allowed => $"allows {allowed.Principal}").ToArrayAsync(Cancellation);
            return string.Join('\n', _aws.Notifications.Where(one => one.Value.ServiceId == subject.ResourceId)
                .Select(one => $"{one.Key} {one.Value.TopicArn} {string.Join(',', one.Value.Events)} {one.Value.State}").Concat(principals).Order(StringComparer.Ordinal)
                .Prepend($"{service.AcceptanceRequired} {service.PrivateDnsNameConfiguration?.State}"));
        }
        var filters = new List<Filter> { new("vpc-id", [vpc]) };
        var support = await Ec2.DescribeVpcAttributeAsync(new() { VpcId = vpc, Attribute = VpcAttributeName.EnableDnsSupport }, Cancellation);
        var hostnames = await Ec2.DescribeVpcAttributeAsync(new() { VpcId = vpc, Attribute = VpcAttributeName.EnableDnsHostnames }, Cancellation);
        var endpoints = (await Ec2.DescribeVpcEndpointsAsync(new() { Filters = filters }, Cancellation)).VpcEndpoints ?? [];
        var tables = (await Ec2.DescribeRouteTablesAsync(new() { Filters = filters }, Cancellation)).RouteTables;
        var groups = (await Ec2.DescribeSecurityGroupsAsync(new() { Filters = filters }, Cancellation)).SecurityGroups;
        return string.Join('\n', new[] { $"support {support.EnableDnsSupport}", $"hostnames {hostnames.EnableDnsHostnames}" }
            .Concat(endpoints.Select(one =>
                $"{one.VpcEndpointId} {one.PrivateDnsEnabled} {string.Join(',', (one.RouteTableIds ?? []).Concat(one.SubnetIds ?? []).Order(StringComparer.Ordinal))} {one.PolicyDocument}"))
            .Concat(tables.SelectMany(table => table.Routes.Select(route =>
                $"{table.RouteTableId} {route.DestinationCidrBlock}{route.DestinationPrefixListId} {route.GatewayId}")))
            .Concat(groups.SelectMany(group => Targets(group.IpPermissions).Select(target => $"{group.GroupId} {target}")
                .Concat(Targets(group.IpPermissionsEgress).Select(target => $"{group.GroupId} out {target}"))))
            .Order(StringComparer.Ordinal));

        static IEnumerable<string> Targets(List<IpPermission>? permissions) =>
            from permission in permissions ?? []
            from target in (permission.Ipv4Ranges ?? []).Select(range => range.CidrIp)
                .Concat((permission.UserIdGroupPairs ?? []).Select(pair => pair.GroupId)).Concat((permission.PrefixListIds ?? []).Select(list => list.Id))
            select $"{permission.IpProtocol} {permission.FromPort}-{permission.ToPort} {target}";
    }

    protected async Task<string> VpcAsync(string block = "10.7.0.0/16")
    {
        var vpc = (await Ec2.CreateVpcAsync(new() { CidrBlock = block }, Cancellation)).Vpc.VpcId;
        await Ec2.ModifyVpcAttributeAsync(new() { VpcId = vpc, EnableDnsHostnames = true }, Cancellation);
        return vpc;
    }

    protected async Task<string> SubnetAsync(string vpc, string block = "10.7.1.0/24", string? zone = null) =>
        (await Ec2.CreateSubnetAsync(new() { VpcId = vpc, CidrBlock = block, AvailabilityZone = zone }, Cancellation)).Subnet.SubnetId;

    /// <summary>An interface in use, as an instance has one.</summary>
    protected async Task<string> WorkloadAsync(string subnet, params string[] groups)
    {
        var request = new RunInstancesRequest { ImageId = "ami-12c6146b", MinCount = 1, MaxCount = 1, SubnetId = subnet, SecurityGroupIds = groups is [] ? null : [.. groups] };
        return (await Ec2.RunInstancesAsync(request, Cancellation)).Reservation.Instances[0].NetworkInterfaces[0].NetworkInterfaceId;
    }

    protected async Task<string> GroupAsync(string vpc, params string[] blocks)
    {
        var group = (await Ec2.CreateSecurityGroupAsync(
            new() { GroupName = $"endpoints-{Guid.NewGuid():N}", Description = "d", VpcId = vpc }, Cancellation)).GroupId;
        if (blocks is not [])
        {
            await Ec2.AuthorizeSecurityGroupIngressAsync(
                new() { GroupId = group, IpPermissions = [new() { IpProtocol = "tcp", FromPort = 443, ToPort = 443, Ipv4Ranges = [.. blocks.Select(block => new IpRange { CidrIp = block })] }] },
                Cancellation);
        }
        return group;
    }

    protected async Task<string> InterfaceEndpointAsync(string vpc, string subnet, string service, bool privateDns = true, params string[] groups) =>
        (await Ec2.CreateVpcEndpointAsync(
            new()
            {
                VpcId = vpc,
                SubnetIds = [subnet],
                SecurityGroupIds = [.. groups],
                PrivateDnsEnabled = privateDns,
                ServiceName = service.StartsWith("com.", StringComparison.Ordinal) ? service : $"com.amazonaws.{Cloud.Region}.{service}",
                VpcEndpointType = VpcEndpointType.Interface,
            },
            Cancellation)).VpcEndpoint.VpcEndpointId;

    protected async Task<string> GatewayEndpointAsync(string vpc, string service, string? policy = null, params string[] tables) =>
        (await Ec2.CreateVpcEndpointAsync(
            new()
            {
                VpcId = vpc,
                RouteTableIds = [.. tables],
                PolicyDocument = policy,
                ServiceName = $"com.amazonaws.{Cloud.Region}.{service}",
                VpcEndpointType = VpcEndpointType.Gateway,
            },
            Cancellation)).VpcEndpoint.VpcEndpointId;

    /// <summary>The ARN of a network load balancer; no document calls the API that makes it.</summary>
    protected string LoadBalancer(string subnet) => _cloud.Python.Call(
        _cloud.Url, "elbv2", "CreateLoadBalancer",
        new() { ["Name"] = $"n{Guid.NewGuid():N}"[..32], ["Type"] = "network", ["Subnets"] = new JsonArray(subnet) })!["LoadBalancers"]![0]!["LoadBalancerArn"]!.GetValue<string>();

    protected async Task<string> RouteTableAsync(string vpc, params string[] subnets)
    {
        var table = (await Ec2.CreateRouteTableAsync(new() { VpcId = vpc }, Cancellation)).RouteTable.RouteTableId;
        foreach (var subnet in subnets)
            await Ec2.AssociateRouteTableAsync(new() { RouteTableId = table, SubnetId = subnet }, Cancellation);
        return table;
    }

    private AutomationRun Run(Subject subject, ISet<string> actions, params (string Name, string Value)[] parameters)
    {
        var all = new Dictionary<string, string>(Given)
        {
            [ResourceParameter] = subject.ResourceId,
            ["AutomationAssumeRole"] = $"arn:aws:iam::{Cloud.AccountId}:role/remediation",
        };
        foreach (var (name, value) in parameters)
            all[name] = value;
        _aws.Calls.Clear();
        _aws.Evaluations.Clear();
        _aws.Allowed = actions;
        try
        {
            return AutomationRun.Start(RemediationTemplate.Document(Rule), _cloud.Python, _aws.Url, all);
        }
        finally
        {
            _aws.Allowed = null;
        }
    }

    [GeneratedRegex("^(ec2:(Describe|Get)|config:)")]
    private static partial Regex ReadsOnly { get; }
}
