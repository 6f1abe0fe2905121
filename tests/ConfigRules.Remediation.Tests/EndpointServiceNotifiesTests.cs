using Amazon.EC2.Model;
using ConfigRules.Engine;

namespace ConfigRules.Remediation.Tests;

public sealed class EndpointServiceNotifiesTests(Cloud cloud) : RemediationTests(cloud)
{
    private const string Topic = "arn:aws:sns:eu-west-1:123456789012:requests";
    private const string Other = "arn:aws:sns:eu-west-1:123456789012:others";

    protected override string Rule => "endpoint-service-notifies";

    protected override string ResourceParameter => "ServiceId";

    protected override string Gone => "vpce-svc-0123456789abcdef0";

    protected override string[] Changes => ["ec2:CreateVpcEndpointConnectionNotification"];

    // One page before the change.
    protected override (string Action, int Occasion) Verification => ("ec2:DescribeVpcEndpointConnectionNotifications", 2);

    /// <summary>Nobody sees the configuration of another account's service.</summary>
    protected override string OfAnotherAccount => "It is gone.";

    protected override IReadOnlyDictionary<string, string> Given => new Dictionary<string, string> { ["TopicArn"] = Topic };

    protected override async Task<Subject> BuildAsync() => await ServiceAsync();

    [Fact]
    public async Task Tells_the_topic_of_every_event()
    {
        var subject = await BuildAsync();

        Run(subject);

        var made = Assert.Single(Aws.Notifications.Values);
        Assert.Equal((subject.ResourceId, Topic, "Enabled"), (made.ServiceId, made.TopicArn, made.State));
        Assert.Equal(["Accept", "Connect", "Delete", "Reject"], made.Events);
    }

    [Fact]
    public async Task Does_nothing_without_a_topic_and_says_so()
    {
        var run = Run(await BuildAsync(), ("TopicArn", ""));

        Assert.Equal("Success", run.Status);
        Assert.Equal("Nobody is told of requests, and TopicArn names nobody to tell.", run.Outputs["Decide.Reason"]);
        Assert.Empty(Mutations());
    }

    [Theory]
    [InlineData("Enabled", "Accept")]
    [InlineData("Disabled", "Connect")]
    public async Task Leaves_others_as_they_are_where_it_makes_its_own(string state, string theirs)
    {
        var subject = await BuildAsync();
        Aws.Notifications["vpce-nfn-0b"] = new(subject.ResourceId, Other, [theirs], state);
        Aws.Notifications["vpce-nfn-0a"] = new(subject.ResourceId, Other, ["Delete"], "Enabled");
        var before = await SnapshotAsync(subject);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        var run = Run(subject);

        Assert.Empty(run.Failures);
        Assert.Equal("""["vpce-nfn-0a","vpce-nfn-0b"]""", run.Outputs["Decide.OldNotifications"]);
        Assert.Empty(before.Split('\n').Except((await SnapshotAsync(subject)).Split('\n')));
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
    }

    /// <summary>The one that tells is on the last page.</summary>
    [Fact]
    public async Task Makes_none_where_somebody_is_told()
    {
        var subject = await BuildAsync();
        Aws.Notifications["vpce-nfn-0a"] = new(subject.ResourceId, Topic, ["Delete"], "Enabled");
        Aws.Notifications["vpce-nfn-0b"] = new(subject.ResourceId, Other, ["Connect"], "Enabled");
        Assert.Equal(Compliance.Compliant, await JudgeAsync(subject));
        Aws.Compliance.Clear();

        Assert.Equal($"vpce-nfn-0b tells {Other} of requests.", Run(subject).Outputs["Decide.Reason"]);
        Assert.Empty(Mutations());
    }

    [Theory]
    [InlineData("Accept", "Enabled", "leaves Connect out")]
    [InlineData("Connect", "Disabled", "is Disabled")]
    public async Task Leaves_one_to_the_same_topic_to_a_person(string theirs, string state, string fault)
    {
        var subject = await BuildAsync();
        Aws.Notifications["vpce-nfn-0a"] = new(subject.ResourceId, Topic, [theirs], state);
        Assert.Equal(Compliance.NonCompliant, await JudgeAsync(subject));

        var run = Run(subject);

        Assert.Equal([$"Decide: vpce-nfn-0a goes to {Topic} already and {fault}; put that one right by hand."], run.Failures);
        Assert.Empty(Mutations());
    }

    [Fact]
    public async Task Takes_back_one_to_a_topic_that_refuses_it()
    {
        var subject = await BuildAsync();
        var before = await SnapshotAsync(subject);
        Aws.ClosedTopics.Add(Topic);

        var run = Run(subject);

        Assert.Equal([$"Verify: No notification of requests to {Topic} is enabled."], run.Failures);
        Assert.Equal(["ec2:CreateVpcEndpointConnectionNotification", "ec2:DeleteVpcEndpointConnectionNotifications"], Mutations());
        Assert.Equal(before, await SnapshotAsync(subject));
    }

    [Fact]
    public async Task Leaves_a_service_alone_that_does_not_ask()
    {
        var run = Run(await ServiceAsync(acceptance: false));

        Assert.Equal("Acceptance is off, so no request waits for anybody.", run.Outputs["Decide.Reason"]);
        Assert.Empty(Mutations());
    }

    private async Task<Subject> ServiceAsync(bool acceptance = true)
    {
        var request = new CreateVpcEndpointServiceConfigurationRequest
        {
            NetworkLoadBalancerArns = [LoadBalancer(await SubnetAsync(await VpcAsync()))],
            AcceptanceRequired = acceptance,
        };
        return new(null, (await Ec2.CreateVpcEndpointServiceConfigurationAsync(request, Cancellation)).ServiceConfiguration.ServiceId);
    }
}
