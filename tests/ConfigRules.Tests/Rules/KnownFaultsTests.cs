using ConfigRules.Testing;
using ConfigRules.Tests.Support;

namespace ConfigRules.Tests.Rules;

/// <summary>What has been decided wrongly somewhere: each of the forty with the rows and tests that hold it right here.</summary>
public sealed class KnownFaultsTests
{
    private const string Events = "tests/ConfigRules.Lambda.Tests/RuleHandlerTests.cs";
    private const string Reading = "tests/ConfigRules.Aws.Tests/NetworkReaderTests.cs";

    private const string Trusts = "vpc-endpoint-policy-trusts-own-org";
    private const string Open = "vpc-endpoint-policy-not-open";
    private const string Serves = "vpc-endpoint-policy-serves-bundles";
    private const string Effective = "vpc-endpoint-policy-effective";
    private const string Allowed = "endpoint-service-principals-trusted";
    private const string Connected = "endpoint-service-connections-trusted";
    private const string Asks = "endpoint-service-acceptance-required";
    private const string Routed = "route-table-has-gateway-endpoints";
    private const string Bundles = "vpc-endpoint-bundles-complete";
    private const string Required = "vpc-required-endpoints-present";
    private const string Named = "vpc-endpoint-private-dns-enabled";

    private static readonly Fault[] Faults =
    [
        new(1, "a Deny for everybody, taken for access", Row(Trusts, "a Deny for everybody is no Allow")),
        new(2, "aws:PrincipalOrgID, of one's own organization and of another",
            Row(Trusts, "principals of one's own organization"), Row(Trusts, "principals of another organization")),
        new(3, "two trusted accounts, of which a condition names one", Row(Trusts, "two accounts are trusted, and the condition names one of them")),
        new(4, "a service without endpoint policies", Row(Trusts, "a service that supports no policies"), Row(Open, "a service that supports no policies")),
        new(5, "NotPrincipal", Row(Trusts, "everybody but an account, by NotPrincipal"), Row(Open, "NotPrincipal leaves one account out")),
        new(6, "an untrusted principal beside a trusted one, in either order",
            Row(Allowed, "an untrusted principal first and a trusted one last"), Row(Allowed, "a trusted principal first and an untrusted one last"),
            Row(Trusts, "an untrusted principal first, a trusted one last"), Row(Trusts, "a trusted principal first, an untrusted one last")),
        new(7, "an account id that is a part of another",
            Row(Allowed, "an account id that only begins like the own one"), Row(Allowed, "an account id that holds the own one"),
            Row(Trusts, "a foreign account without its last digit is not trusted with it")),
        new(8, "names of services that begin or end alike",
            Row(Required, "Prowler, EC2: ec2messages, which passes there by its name"), Row(Required, "names are compared whole: ecr.api is not api"),
            Row(Bundles, "ec2messages is not ec2")),
        new(9, "a Deny before an open Allow", Row(Open, "a Deny of one action before an open Allow"), Row(Trusts, "a Deny of one action before an open Allow")),
        new(10, "all actions, in each of their forms",
            Row(Open, "everything in the form of lists"), Row(Open, "all actions of the service"), Row(Open, "an empty NotAction leaves nothing out")),
        new(11, "no policy document", Row(Open, "no policy document"), Row(Trusts, "no policy document")),
        new(12, "names of China and of GovCloud",
            Row(Required, "names of China"), Row(Required, "names of GovCloud"), Row(Routed, "names of China"), Row(Routed, "names of GovCloud"),
            Row(Open, "all buckets of GovCloud by their ARN"), Row(Trusts, "principals of China")),
        new(13, "an account as principal of a gateway endpoint", Row(Effective, "the own account as principal of a gateway endpoint")),
        new(14, "a policy that only denies", Row(Effective, "a policy that only denies")),
        new(15, "services of third parties that an account can see",
            Row(Asks, "a service of another provider that the account can see is nobody's business here")),
        new(16, "an S3 interface endpoint in place of a gateway endpoint",
            Row(Routed, "an S3 interface endpoint is no gateway endpoint"), Row(Bundles, "an S3 interface endpoint is no gateway endpoint")),
        new(17, "a pending endpoint", Row(Routed, "a pending endpoint does not count"), Row(Bundles, "a pending endpoint does not count")),
        new(18, "one restrictive endpoint beside an open one",
            Row(Open, "one restrictive endpoint beside an open one: the open one"), Row(Open, "one restrictive endpoint beside an open one: the restrictive one")),
        new(19, "the main table of another VPC", Row(Routed, "the main table of another VPC does not count"), Row(Bundles, "the main table of the right VPC")),
        new(20, "everybody, restricted by aws:PrincipalAccount", Row(Trusts, "everybody, if of the own account by aws:PrincipalAccount")),
        new(21, "tables of which none is on the endpoint", Row(Routed, "a VPC with tables but none of them on the DynamoDB endpoint")),
        new(22, "DNS hostnames off, DNS support on", Row("vpc-dns-supports-private-endpoints", "hostnames off, support on")),
        new(23, "IfExists, which requests without identity satisfy", Row(Trusts, "IfExists, which a request without identity satisfies")),
        new(24, "ForAllValues, which a missing key satisfies", Row(Trusts, "ForAllValues, which a missing key satisfies")),
        new(25, "two rules of groups that cover a subnet together", Row("vpc-endpoint-admits-workloads", "two blocks that cover the subnet together")),
        new(26, "a refusal of a part, numbered lower", Row("vpc-endpoint-passes-network-acls", "a part of the subnet refused by a lower number")),
        new(27, "a route to S3 that is more specific", Row("gateway-endpoint-routes-effective", "a more specific route")),
        new(28, "a gateway endpoint's route that is a blackhole", Row(Routed, "a blackhole"), Row(Bundles, "the route to S3 is a blackhole")),
        new(29, "the policy that guides recommend, beside ECR",
            Row(Serves, "one's own buckets for one's own organization, as guides recommend: the layers of images are refused"),
            Row(Serves, "the statement for the layers' bucket that AWS's page on ECR gives")),
        new(30, "nodes that Systems Manager manages elsewhere",
            Row(Trusts, "nodes that Systems Manager manages in one's own organization"), Row(Trusts, "nodes that Systems Manager manages in another organization")),
        new(31, "an endpoint that an AWS service manages", Row(Named, "an endpoint that an AWS service manages"), Row(Open, "an endpoint that an AWS service manages")),
        new(32, "a VPC that another account shares", Row(Bundles, "a VPC that another account shares"), Row(Required, "a VPC that another account shares")),
        new(33, "a rejected connection that lingers", Row(Connected, "a connection that was rejected and lingers")),
        new(34, "more endpoints than a page, and more evaluations than a call take",
            Test(Reading, "Every_page_of_a_list_is_read"), Test("tests/ConfigRules.Aws.Tests/ReportingTests.cs", "Evaluations_go_in_batches_of_a_hundred_and_none_is_no_call")),
        new(35, "a principal that was taken away while it was connected", Row(Connected, "a principal that was removed while it was connected")),
        new(36, "S3's private DNS for the inbound Resolver alone, without a gateway endpoint",
            Row(Named, "S3 whose private DNS answers inbound Resolver endpoints alone, without a gateway endpoint")),
        new(37, "a hub's zone without the wildcard *.dkr.ecr",
            Row("central-endpoint-zones-correct", "the zone lacks the wildcard *.dkr.ecr"),
            Row(Required, "a hub whose zone lacks the wildcard *.dkr.ecr")),
        new(38, "an endpoint that is deleted, whose item says nothing more of it",
            Test(Events, "A_deleted_resource_of_which_nothing_was_recorded_has_the_region_judged"),
            Test("tests/ConfigRules.Lambda.Tests/BadFactsTests.cs", "A_changed_resource_that_is_nowhere_is_reported_as_gone"),
            Test("tests/ConfigRules.Tests/Recordings/RecordingReaderTests.cs", "The_latest_state_of_a_resource_counts_and_a_deleted_one_is_gone")),
        new(39, "a call that is denied, which must not touch what does without it",
            Test(Reading, "A_kind_that_nobody_may_see_is_left_out_and_told_of"), Test(Reading, "Only_what_is_asked_for_is_read_and_only_of_the_scope"),
            Test(Events, "A_resource_that_cannot_be_read_keeps_its_result_and_fails_the_run_after_the_others_are_reported")),
        new(40, "a type and a state of endpoints from a later day",
            Row(Open, "an endpoint of a type from a later day"), Row(Open, "an endpoint in a state from a later day")),
    ];

    public static IEnumerable<TheoryDataRow<Fault>> Rows => Faults.Select(it => new TheoryDataRow<Fault>(it) { TestDisplayName = $"{it.Number}: {it.Name}" });

    [Theory]
    [MemberData(nameof(Rows))]
    public void Is_held_right_here(Fault it) => Assert.All(it.HeldBy, evidence => Assert.Null(evidence.Problem));

    [Fact]
    public void Each_has_its_number_and_something_that_holds_it()
    {
        Assert.Equal(Enumerable.Range(1, 40), Faults.Select(it => it.Number));
        Assert.All(Faults, it => Assert.NotEmpty(it.HeldBy));
    }

    [Theory]
    [InlineData(Events, "Nobody_wrote_this")]
    [InlineData(Events, "A_deleted_resource_of_which_nothing_was_recorded")]
    [InlineData("tests/ConfigRules.Lambda.Tests/GoneTests.cs", "A_deleted_resource_of_which_nothing_was_recorded_has_the_region_judged")]
    public void A_test_that_is_not_there_is_missed(string file, string method) => Assert.Equal($"{file} has no test '{method}'.", Test(file, method).Problem);

    [Fact]
    public void A_row_that_is_not_there_is_missed() => Assert.Equal($"The table of {Trusts} has no row 'nobody'.", Row(Trusts, "nobody").Problem);

    [Fact]
    public void Its_page_is_up_to_date() => Assert.Null(GoldenFile.Problem("tests/ConfigRules.Tests/Rules/KnownFaults.md", $"""
        <!-- Generated from the faults of KnownFaultsTests. To change it, change them; then: UPDATE=1 dotnet test -->
        # Faults that are known

        What has been decided wrongly somewhere, each with the rows and tests that hold it right here.

        | | Fault | Held by |
        | --- | --- | --- |
        {string.Join('\n', Faults.Select(it => $"| {it.Number} | {RulePage.Cell(it.Name)} | {string.Join("<br>", it.HeldBy.Select(evidence => evidence.Link))} |"))}

        """));

    private static Evidence.Row Row(string rule, string name) => new(rule, name);

    private static Evidence.Test Test(string file, string method) => new(file, method);

    /// <param name="Number">Its place among the forty.</param>
    /// <param name="Name">What was decided wrongly.</param>
    /// <param name="HeldBy">The rows and tests that decide it here.</param>
    public sealed record Fault(int Number, string Name, params Evidence[] HeldBy)
    {
        public override string ToString() => Name;
    }
}
