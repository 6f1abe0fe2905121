using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Amazon;
using Amazon.Organizations;
using Amazon.Organizations.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using ConfigRules.Testing;

namespace ConfigRules.Amazon.Tests;

public sealed class OrganizationsTests : IAsyncDisposable
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private readonly ConcurrentQueue<LoopbackAnswer> _answers = [];
    private readonly ConcurrentQueue<LoopbackRequest> _requests = [];
    private readonly LoopbackServer _server;
    private readonly AmazonOrganizationsClient _client;

    public OrganizationsTests()
    {
        _server = new((request, _) =>
        {
            _requests.Enqueue(request);
            return Task.FromResult(_answers.TryDequeue(out var answer) ? answer : new LoopbackAnswer(200, "{}"));
        });
        _client = new(
            new SessionAWSCredentials("AKIDEXAMPLE", "secret", "session"),
            new AmazonOrganizationsConfig { ServiceURL = $"http://{_server.Address}", AuthenticationRegion = "us-east-1" });
    }

    [Fact]
    public async Task Describes_the_organization()
    {
        Answer(200, """
            {"Organization":{"Arn":"arn:aws:organizations::111122223333:organization/o-1","AvailablePolicyTypes":[{"Status":"ENABLED"}],"FeatureSet":"ALL",
            "Id":"o-1","MasterAccountArn":"arn:aws:organizations::111122223333:account/o-1/111122223333","MasterAccountEmail":"a@example.com",
            "MasterAccountId":"111122223333"}}
            """);

        var organization = (await _client.DescribeOrganizationAsync(new(), Cancellation)).Organization;

        Sent("DescribeOrganization", "{}");
        Assert.Equal(
            ("o-1", "arn:aws:organizations::111122223333:organization/o-1", "ALL"),
            (organization.Id, organization.Arn, organization.FeatureSet.Value));
        Assert.Equal(
            ("111122223333", "arn:aws:organizations::111122223333:account/o-1/111122223333", "a@example.com"),
            (organization.MasterAccountId, organization.MasterAccountArn, organization.MasterAccountEmail));
    }

    [Fact]
    public async Task Lists_accounts_of_a_parent()
    {
        Answer(200, """
            {"Accounts":[{"Arn":"arn:aws:organizations::111122223333:account/o-1/444455556666","Email":"b@example.com","Id":"444455556666",
            "JoinedMethod":"INVITED","JoinedTimestamp":1481835741.044,"Name":"Shop","State":"CLOSED","Status":"SUSPENDED"},{"Id":"777788889999"}],"NextToken":"next"}
            """);

        var answer = await _client.ListAccountsForParentAsync(new() { ParentId = "ou-1", MaxResults = 20, NextToken = "n" }, Cancellation);

        Sent("ListAccountsForParent", """{"ParentId":"ou-1","NextToken":"n","MaxResults":20}""");
        Assert.Equal("next", answer.NextToken);
        var account = answer.Accounts[0];
        Assert.Equal(("444455556666", "Shop", "b@example.com"), (account.Id, account.Name, account.Email));
        Assert.Equal("arn:aws:organizations::111122223333:account/o-1/444455556666", account.Arn);
        Assert.Equal((AccountState.CLOSED, AccountStatus.SUSPENDED, AccountJoinedMethod.INVITED), (account.State, account.Status, account.JoinedMethod));
        Assert.Equal(DateTime.UnixEpoch.AddMilliseconds(1_481_835_741_044), account.JoinedTimestamp);
        Assert.Null(answer.Accounts[1].State);
        Assert.Null(answer.Accounts[1].JoinedTimestamp);
    }

    [Fact]
    public async Task Lists_units_of_a_parent()
    {
        Answer(200, """{"OrganizationalUnits":[{"Arn":"arn:aws:organizations::111122223333:ou/o-1/ou-1","Id":"ou-1","Name":"Workloads"}],"NextToken":"next"}""");

        var answer = await _client.ListOrganizationalUnitsForParentAsync(new() { ParentId = "r-1", MaxResults = 20, NextToken = "n" }, Cancellation);

        Sent("ListOrganizationalUnitsForParent", """{"ParentId":"r-1","NextToken":"n","MaxResults":20}""");
        var unit = Assert.Single(answer.OrganizationalUnits);
        Assert.Equal(("ou-1", "arn:aws:organizations::111122223333:ou/o-1/ou-1", "Workloads", "next"), (unit.Id, unit.Arn, unit.Name, answer.NextToken));
    }

    [Fact]
    public async Task Lists_roots()
    {
        Answer(200, """{"Roots":[{"Arn":"arn:aws:organizations::111122223333:root/o-1/r-1","Id":"r-1","Name":"Root","PolicyTypes":[]}]}""");

        var answer = await _client.ListRootsAsync(new() { MaxResults = 5 }, Cancellation);

        Sent("ListRoots", """{"MaxResults":5}""");
        var root = Assert.Single(answer.Roots);
        Assert.Equal(("r-1", "arn:aws:organizations::111122223333:root/o-1/r-1", "Root"), (root.Id, root.Arn, root.Name));
        Assert.Null(answer.NextToken);
    }

    [Fact]
    public async Task Throws_the_errors_of_each_operation()
    {
        await Throws<AWSOrganizationsNotInUseException>(() => _client.DescribeOrganizationAsync(new()));
        await Throws<AccessDeniedException>(() => _client.ListRootsAsync(new()));
        await Throws<InvalidInputException>(() => _client.ListRootsAsync(new()));
        await Throws<ParentNotFoundException>(() => _client.ListAccountsForParentAsync(new()));
        await Throws<ParentNotFoundException>(() => _client.ListOrganizationalUnitsForParentAsync(new()));

        async Task Throws<T>(Func<Task> call)
            where T : AmazonOrganizationsException
        {
            Answer(400, $$"""{"__type":"{{typeof(T).Name}}","Message":"No."}""");
            Assert.Equal("No.", (await Assert.ThrowsAsync<T>(call)).Message);
        }
    }

    [Theory]
    [InlineData("TooManyRequestsException", typeof(TooManyRequestsException))]
    [InlineData("ServiceException", typeof(ServiceException))]
    [InlineData("SomethingNew", typeof(AmazonOrganizationsException))]
    public async Task Throws_what_stays_wrong(string code, Type type)
    {
        for (var attempt = 0; attempt < 3; attempt++)
            Answer(code is "ServiceException" ? 500 : 400, $$"""{"__type":"{{code}}","Message":"No."}""");
        var error = await Assert.ThrowsAnyAsync<AmazonOrganizationsException>(() => _client.ListRootsAsync(new(), Cancellation));
        Assert.IsType(type, error);
        Assert.Equal(code, error.ErrorCode);
    }

    /// <summary>https://docs.aws.amazon.com/general/latest/gr/ao.html</summary>
    [Theory]
    [InlineData("eu-west-1", false, false, "organizations.us-east-1.amazonaws.com", "us-east-1")]
    [InlineData("us-east-1", true, false, "organizations-fips.us-east-1.amazonaws.com", "us-east-1")]
    [InlineData("eu-west-1", false, true, "organizations.us-east-1.api.aws", "us-east-1")]
    [InlineData("cn-north-1", false, false, "organizations.cn-northwest-1.amazonaws.com.cn", "cn-northwest-1")]
    [InlineData("us-gov-east-1", false, false, "organizations.us-gov-west-1.amazonaws.com", "us-gov-west-1")]
    [InlineData("us-gov-east-1", true, false, "organizations.us-gov-west-1.amazonaws.com", "us-gov-west-1")]
    public async Task Asks_the_one_endpoint_of_a_partition_and_signs_for_its_region(string region, bool isFips, bool isDualStack, string host, string home)
    {
        var config = new AmazonOrganizationsConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(region),
            UseFIPSEndpoint = isFips,
            UseDualstackEndpoint = isDualStack,
        };
        Assert.Equal(
            $"https://{host}", config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new ListRootsRequest())).URL.TrimEnd('/'));

        using var handler = new Recorder();
        config.HttpClientFactory = new Factory(handler);
        using var client = new AmazonOrganizationsClient(new BasicAWSCredentials("AKIDEXAMPLE", "secret"), config);
        await client.ListRootsAsync(new(), Cancellation);
        Assert.Equal(host, handler.Host);
        Assert.Contains($"/{home}/organizations/aws4_request", handler.Authorization, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    private void Answer(int status, string body) => _answers.Enqueue(new(status, body)
    {
        Headers = new Dictionary<string, string> { ["x-amzn-RequestId"] = "request-1", ["Content-Type"] = "application/x-amz-json-1.1" },
    });

    private void Sent(string operation, string body)
    {
        Assert.True(_requests.TryDequeue(out var request));
        Assert.Equal($"AWSOrganizationsV20161128.{operation}", request.Headers["X-Amz-Target"]);
        Assert.Contains("/us-east-1/organizations/aws4_request", request.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(body, request.Text);
    }

    private sealed class Factory(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }

    /// <summary>The network, which is not asked.</summary>
    private sealed class Recorder : HttpMessageHandler
    {
        public string Host { get; private set; } = "";

        public string Authorization { get; private set; } = "";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Host, Authorization) = (request.RequestUri!.Host, request.Headers.GetValues("Authorization").Single());
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}", Encoding.UTF8, "application/x-amz-json-1.1") });
        }
    }
}
