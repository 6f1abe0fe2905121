using Amazon.EC2.Model;
using ConfigRules.Engine;

namespace ConfigRules.Remediation.Tests;

public sealed class EndpointServicePrincipalsTrustedTests(Cloud cloud) : RemediationTests(cloud)
{
    private const string Partner = "arn:aws:iam::222222222222:root";
    private const string PartnerRole = "arn:aws:iam::222222222222:role/Client";
    private const string Own = "arn:aws:iam::123456789012:root";
    private const string Stranger = "arn:aws:iam::333333333333:root";
    private const string StrangerRole = "arn:aws:iam::333333333333:role/Client";
    private const string Unit = "arn:aws:organizations::333333333333:ou/o-abcdefghij/ou-1234-abcdefgh";
    private const string StrangerUnit = "arn:aws:organizations::222222222222:ou/o-zzzzzzzzzz/ou-1234-abcdefgh";

    // What the rule is told and what the document is told, which the base class says of each run.
    private readonly Dictionary<string, string> _trust = new() { ["trustedAccountIds"] = "222222222222" };

    protected override string Rule => "endpoint-service-principals-trusted";

    protected override string ResourceParameter => "ServiceId";

    protected override string Gone => "vpce-svc-0123456789abcdef0";

    protected override string[] Changes => ["ec2:ModifyVpcEndpointServicePermissions"];

    // Three pages before the change.
    protected override (string Action, int Occasion) Verification => ("ec2:DescribeVpcEndpointServicePermissions", 4);

    /// <summary>Nobody sees the configuration of another account's service.</summary>
    protected override string OfAnotherAccount => "It is gone.";

    protected override IReadOnlyDictionary<string, string> Given =>
        _trust.ToDictionary(pair => $"{char.ToUpperInvariant(pair.Key[0])}{pair.Key[1..]}", pair => pair.Value);

    protected override IEnumerable<KeyValuePair<string, string>> RuleParameters => _trust;

    // Everybody, so that connections are asked for as well.
    protected override async Task<Subject> BuildAsync() => await ServiceAsync(true, Partner, Stranger, "*");

    [Fact]
    public async Task Removes_whom_the_rule_names_and_nobody_else_and_says_how_to_allow_them_again()
    {
        _trust["trustedOrgIds"] = "o-abcdefghij";
        _trust["allowedServicePrincipals"] = "quicksight.amazonaws.com";
        string[] trusted = [Partner, PartnerRole, Own, Unit, "quicksight.amazonaws.com", "222222222222"];
        string[] strangers = ["*", "333333333333", Stranger, StrangerRole, StrangerUnit, "glue.amazonaws.com"];
        var subject = await ServiceAsync(true, [.. trusted, .. strangers]);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        var run = Run(subject);

        Assert.Empty(run.Failures);
        Assert.Equal(trusted.Order(StringComparer.Ordinal), await AllowedAsync(subject));
        Assert.Equal(
            $"""["*","333333333333","{StrangerRole}","{Stranger}","{StrangerUnit}","glue.amazonaws.com"]""", run.Outputs["Decide.Removed"]);
        Assert.Equal(
            $"Nobody trusts *, 333333333333, {StrangerRole}, {Stranger}, {StrangerUnit}, glue.amazonaws.com.", run.Outputs["Decide.Reason"]);
        Assert.Equal(
            $"aws ec2 modify-vpc-endpoint-service-permissions --service-id {subject.ResourceId} --add-allowed-principals '*' 333333333333 "
            + $"{StrangerRole} {Stranger} {StrangerUnit} glue.amazonaws.com",
            run.Outputs["Decide.PutBack"]);
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    [Fact]
    public async Task Refuses_where_nothing_says_who_is_trusted()
    {
        _trust.Clear();
        var subject = await ServiceAsync(true, Stranger);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        await RefusesAsync(
            subject, "Nothing says who is trusted: name accounts, organizations or services, and this account alone where nobody else is.");
    }

    /// <summary>The rule trusts the organization that the account is in where none is named, and EC2 does not tell which one that is.</summary>
    [Fact]
    public async Task Refuses_units_of_organizations_where_none_is_named()
    {
        _trust["trustedAccountIds"] = "222222222222";
        var subject = await ServiceAsync(true, Partner, Unit, Stranger);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        await RefusesAsync(
            subject, $"Where no organization is named the rule trusts the account's own, and {Unit} may be of that: name organizations in TrustedOrgIds.");
    }

    [Fact]
    public async Task Removes_all_but_the_own_account_where_that_alone_is_said_to_be_trusted()
    {
        _trust["trustedAccountIds"] = Cloud.AccountId;
        var subject = await ServiceAsync(true, Own, Stranger);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        Assert.Empty(Run(subject).Failures);

        Assert.Equal([Own], await AllowedAsync(subject));
    }

    /// <summary>A list that has grown too long for the stack's parameter, or that was changed at one place alone, costs no partner the permission.</summary>
    [Fact]
    public async Task Refuses_where_the_rule_trusts_somebody_of_whom_the_document_does_not_know()
    {
        _trust["trustedAccountIds"] = "222222222222,444444444444";
        var subject = await ServiceAsync(true, Partner, "444444444444", Stranger);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        await RefusesAsync(
            subject,
            $"{Rule} counts 1 whom nobody trusts, and this document 2: give it what the rule has, and let the rule judge again.",
            ("TrustedAccountIds", "222222222222"));
    }

    [Fact]
    public async Task Refuses_where_the_rule_names_somebody_whom_the_document_trusts_and_the_number_is_the_same()
    {
        _trust["trustedAccountIds"] = "444444444444";
        var subject = await ServiceAsync(true, Partner, "444444444444");
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        await RefusesAsync(
            subject,
            $"{Rule} counts 1 whom nobody trusts, and this document 1: give it what the rule has, and let the rule judge again.",
            ("TrustedAccountIds", "222222222222"));
    }

    /// <summary>More than a reason names: their number has to be the same.</summary>
    [Fact]
    public async Task Comes_to_the_number_that_the_rule_tells_where_it_does_not_name_all()
    {
        var subject = await ServiceAsync(true, [Partner, .. Enumerable.Range(0, 5).Select(number => $"33333333333{number}")]);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));
        Assert.Contains(" and 3 more ", Aws.Compliance[(subject.ResourceId, Rule)].Reason);

        Assert.Empty(Run(subject).Failures);

        Assert.Equal([Partner], await AllowedAsync(subject));
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    [Fact]
    public async Task Leaves_who_cannot_be_read_to_a_person()
    {
        var subject = await ServiceAsync(true, Partner, "AIDAEXAMPLE", Stranger);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        var run = Run(subject);

        Assert.Empty(run.Failures);
        Assert.Equal(["AIDAEXAMPLE", Partner], await AllowedAsync(subject));
        Assert.Equal($"Nobody trusts {Stranger}. AIDAEXAMPLE has no form that says who it is, and is left to a person.", run.Outputs["Decide.Reason"]);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));
        Assert.Equal("AIDAEXAMPLE has no form that says who it is, and is left to a person.", Run(subject).Outputs["Decide.Reason"]);
        Assert.Empty(Mutations());
    }

    [Fact]
    public async Task Leaves_everybody_by_the_type_alone_to_a_person()
    {
        var subject = await ServiceAsync(true, Partner);
        Aws.MorePrincipals[subject.ResourceId] = [("", "All")];
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        Assert.Equal("everybody (*) has no form that says who it is, and is left to a person.", Run(subject).Outputs["Decide.Reason"]);
        Assert.Empty(Mutations());
    }

    [Fact]
    public async Task Refuses_to_leave_nobody_where_the_rule_wants_somebody()
    {
        _trust["emptyPrincipals"] = "noncompliant";
        var subject = await ServiceAsync(true, Stranger);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        await RefusesAsync(
            subject, "Nobody would be allowed any more, which the rule does not accept either; allow those who are meant to connect first.");
    }

    [Fact]
    public async Task Leaves_everybody_where_acceptance_makes_it_good()
    {
        _trust["allowWildcardWithAcceptance"] = "true";
        var subject = await ServiceAsync(true, "*", Stranger);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        Assert.Empty(Run(subject).Failures);

        Assert.Equal(["*"], await AllowedAsync(subject));
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    [Fact]
    public async Task Refuses_to_remove_everybody_where_acceptance_would_make_it_good()
    {
        _trust["allowWildcardWithAcceptance"] = "true";
        var subject = await ServiceAsync(false, "*");
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        await RefusesAsync(subject, "Everybody may be allowed where acceptance is on: turn that on, or remove everybody (*) by hand.");
    }

    [Theory]
    [InlineData("222222222222", "available", "")]
    [InlineData("222222222222", "pendingAcceptance", "")]
    [InlineData("444444444444", "available", "o-abcdefghij")]
    public async Task Refuses_to_remove_everybody_by_whose_leave_alone_a_partner_is_connected(string owner, string state, string organizations)
    {
        _trust["trustedOrgIds"] = organizations;
        var subject = await ServiceAsync(true, "*");
        // On the second page.
        Aws.Connections.Add(new(subject.ResourceId, "111111111111", "rejected"));
        Aws.Connections.Add(new(subject.ResourceId, owner, state));
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        await RefusesAsync(
            subject, $"{owner} is connected, may be one that is trusted, and is allowed by everybody (*) alone; allow it by its name first.");
    }

    [Theory]
    [InlineData("222222222222", "available", "", Partner)]
    [InlineData("222222222222", "available", "", PartnerRole)]
    [InlineData("222222222222", "rejected", "", Own)]
    [InlineData("333333333333", "available", "", Own)]
    [InlineData("123456789012", "available", "o-abcdefghij", Unit)]
    [InlineData("444444444444", "available", "o-abcdefghij", Unit)]
    public async Task Removes_everybody_where_that_costs_no_partner_a_permission(string owner, string state, string organizations, string kept)
    {
        _trust["trustedOrgIds"] = organizations;
        var subject = await ServiceAsync(true, "*", kept);
        Aws.Connections.Add(new(subject.ResourceId, owner, state));
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        Assert.Empty(Run(subject).Failures);

        Assert.Equal([kept], await AllowedAsync(subject));
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    [Fact]
    public async Task Leaves_Regions_to_a_person()
    {
        var subject = await ServiceAsync(true, Partner);
        await Ec2.ModifyVpcEndpointServiceConfigurationAsync(new() { ServiceId = subject.ResourceId, AddSupportedRegions = ["us-east-1"] }, Cancellation);
        Aws.Compliance[(subject.ResourceId, Rule)] = ("NON_COMPLIANT", "The service lets endpoints in us-east-1 ask to connect.");

        var run = Run(subject);

        Assert.Equal("Everybody who is allowed is trusted; what else the rule finds is left to a person.", run.Outputs["Decide.Reason"]);
        Assert.Equal("", run.Outputs["Decide.PutBack"]);
        Assert.Empty(Mutations());
    }

    [Fact]
    public async Task Leaves_a_service_alone_that_makes_its_endpoints_itself()
    {
        var subject = await BuildAsync();
        Aws.Managed.Add(subject.ResourceId);

        Assert.Equal("It makes its endpoints itself, so nobody asks for a connection.", Run(subject).Outputs["Decide.Reason"]);
        Assert.Empty(Mutations());
    }

    [Theory]
    [InlineData("Deleting")]
    [InlineData("Deleted")]
    [InlineData("Failed")]
    public async Task Leaves_a_service_alone_that_takes_no_connections(string state)
    {
        var subject = await BuildAsync();
        Aws.ServiceStates[subject.ResourceId] = state;

        Assert.Equal("It takes no connections any more.", Run(subject).Outputs["Decide.Reason"]);
        Assert.Empty(Mutations());
    }

    private async Task RefusesAsync(Subject subject, string why, params (string Name, string Value)[] parameters)
    {
        var before = await SnapshotAsync(subject);

        var run = Run(subject, parameters);

        Assert.Equal("Failed", run.Status);
        Assert.Equal([$"Decide: {why}"], run.Failures);
        Assert.Empty(Mutations());
        Assert.Equal(before, await SnapshotAsync(subject));
    }

    private async Task<string[]> AllowedAsync(Subject subject) =>
        await Ec2.Paginators.DescribeVpcEndpointServicePermissions(new() { ServiceId = subject.ResourceId }).AllowedPrincipals
            .Select(allowed => allowed.Principal).Order(StringComparer.Ordinal).ToArrayAsync(Cancellation);

    private async Task<Subject> ServiceAsync(bool acceptance, params string[] principals)
    {
        var request = new CreateVpcEndpointServiceConfigurationRequest
        {
            NetworkLoadBalancerArns = [LoadBalancer(await SubnetAsync(await VpcAsync()))],
            AcceptanceRequired = acceptance,
        };
        var service = (await Ec2.CreateVpcEndpointServiceConfigurationAsync(request, Cancellation)).ServiceConfiguration.ServiceId;
        await Ec2.ModifyVpcEndpointServicePermissionsAsync(new() { ServiceId = service, AddAllowedPrincipals = [.. principals] }, Cancellation);
        return new(null, service);
    }
}
