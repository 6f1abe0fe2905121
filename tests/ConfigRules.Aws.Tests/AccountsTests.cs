using System.Globalization;
using Amazon.Runtime;
using Amazon.SecurityToken;
using ConfigRules.Engine;
using ConfigRules.Model;
using ConfigRules.Testing;

namespace ConfigRules.Aws.Tests;

/// <summary>In whose name AWS is asked, and how seldom STS.</summary>
public sealed class AccountsTests : IDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly AccountKey Member = Doubles.Key with { AccountId = "444455556666", RoleName = "audit/reader" };

    private readonly Ec2Double _aws = new Ec2Double().On("DescribeVpcs", "<vpcSet/>");

    public void Dispose() => _aws.Dispose();

    [Theory]
    [InlineData(60, false)]
    // Credentials that end within five minutes could end within the run.
    [InlineData(4, true)]
    public async Task A_role_is_assumed_again_only_when_its_credentials_are_about_to_end(int minutes, bool isAgain)
    {
        Assume(TimeSpan.FromMinutes(minutes));
        var accounts = Doubles.Accounts(_aws.Url);
        for (var run = 0; run < 2; run++)
            await Read(accounts, Member);
        var calls = _aws.Calls.Where(call => call.StartsWith("AssumeRole", StringComparison.Ordinal)).ToArray();
        Assert.Equal(isAgain, calls.Length > 1);
        Assert.All(calls, call => Assert.Equal("AssumeRole RoleArn=arn:aws:iam::444455556666:role/audit/reader RoleSessionName=ConfigRules", call));
    }

    [Fact]
    public async Task Each_account_role_and_region_has_credentials_of_its_own()
    {
        Assume(TimeSpan.FromHours(1));
        var accounts = Doubles.Accounts(_aws.Url);
        AccountKey[] keys =
        [
            Member, Member with { AccountId = "777788889999" }, Member with { RoleName = "other" }, Member with { Region = "eu-central-1" },
            new("aws-cn", "444455556666", "cn-north-1", "audit/reader"),
        ];
        foreach (var key in keys.Concat(keys))
            await Read(accounts, key);
        Assert.Equal(
            [
                "arn:aws-cn:iam::444455556666:role/audit/reader", "arn:aws:iam::444455556666:role/audit/reader", "arn:aws:iam::444455556666:role/audit/reader",
                "arn:aws:iam::444455556666:role/other", "arn:aws:iam::777788889999:role/audit/reader",
            ],
            _aws.Calls.Where(call => call.StartsWith("AssumeRole", StringComparison.Ordinal)).Select(call => call.Split(' ')[1]["RoleArn=".Length..])
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_role_that_is_denied_is_asked_for_once_a_run_and_again_in_the_next()
    {
        _aws.On("AssumeRole", _ => throw new RefusedException("AccessDenied"));
        var accounts = Doubles.Accounts(_aws.Url);
        var refusal = await Assert.ThrowsAsync<AwsCallException>(() => Read(accounts, Member));
        Assert.Equal((AwsFault.Denied, "STS refused AssumeRole (AccessDenied): No."), (refusal.Fault, refusal.Message));
        Assert.Single(_aws.Calls);

        Assume(TimeSpan.FromHours(1));
        await Read(accounts, Member);
    }

    [Fact]
    public async Task The_process_s_own_credentials_need_no_STS()
    {
        await Read(Doubles.Accounts(_aws.Url), Doubles.Key);
        Assert.Equal(["DescribeVpcs"], _aws.Calls);
    }

    [Theory]
    [InlineData("eu-west-1", "https://sts.eu-west-1.amazonaws.com")]
    [InlineData("us-east-1", "https://sts.us-east-1.amazonaws.com")]
    [InlineData("cn-north-1", "https://sts.cn-north-1.amazonaws.com.cn")]
    [InlineData("us-gov-west-1", "https://sts.us-gov-west-1.amazonaws.com")]
    [InlineData("us-iso-east-1", "https://sts.us-iso-east-1.c2s.ic.gov")]
    [InlineData("eusc-de-east-1", "https://sts.eusc-de-east-1.amazonaws.eu")]
    public void STS_is_the_one_of_the_region(string region, string url)
    {
        AmazonSecurityTokenServiceConfig? sts = null;
        var accounts = new Accounts(() => new AnonymousAWSCredentials(), client => sts ??= client as AmazonSecurityTokenServiceConfig, TimeProvider.System);
        accounts.Find(new("aws", "444455556666", region, "reader"));
        Assert.Equal(url, sts!.DetermineServiceOperationEndpoint(new(new Amazon.SecurityToken.Model.AssumeRoleRequest())).URL.TrimEnd('/'));
    }

    private static Task<NetworkReading> Read(Accounts accounts, AccountKey key) => accounts.Find(key).ReadNetworkAsync([FactKind.Vpcs], Scope.Region, Cancellation);

    private void Assume(TimeSpan duration) => _aws.On("AssumeRole", _ => string.Create(CultureInfo.InvariantCulture, $"""
        <AssumeRoleResult><Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
        <SessionToken>token</SessionToken><Expiration>{TimeProvider.System.GetUtcNow() + duration:yyyy-MM-ddTHH:mm:ssZ}</Expiration></Credentials></AssumeRoleResult>
        """));
}
