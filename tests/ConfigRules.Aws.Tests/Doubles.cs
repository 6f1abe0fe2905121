using Amazon.ConfigService;
using Amazon.EC2;
using Amazon.Runtime;

namespace ConfigRules.Aws.Tests;

/// <summary>Accounts whose clients speak to doubles on this machine.</summary>
internal static class Doubles
{
    public const string Region = "eu-west-1";

    public static readonly AccountKey Key = new("aws", "111122223333", Region);

    /// <param name="ec2">EC2's address, which STS has too.</param>
    /// <param name="config">AWS Config's address.</param>
    /// <param name="time">By which kept answers grow old.</param>
    public static Accounts Accounts(string ec2, string config = "http://127.0.0.1:1", TimeProvider? time = null) => new(
        () => new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret"),
        client =>
        {
            var region = client.RegionEndpoint.SystemName;
            client.ServiceURL = client is AmazonConfigServiceConfig ? config : ec2;
            client.AuthenticationRegion = region;
        },
        time ?? TimeProvider.System);

    public static AmazonEC2Client Ec2(string url, AWSCredentials? credentials = null) => new(
        credentials ?? new BasicAWSCredentials("AKIAIOSFODNN7EXAMPLE", "secret"),
        new AmazonEC2Config { ServiceURL = url, AuthenticationRegion = Region });
}
