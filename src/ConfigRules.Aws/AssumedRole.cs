using Amazon.Runtime;
using Amazon.SecurityToken;

namespace ConfigRules.Aws;

/// <summary>Credentials of a role in the rule's account, asked for again before they end.</summary>
internal sealed class AssumedRole : RefreshingAWSCredentials
{
    private readonly AWSCredentials _own;
    private readonly AccountKey _key;
    private readonly string? _externalId;
    private readonly AmazonSecurityTokenServiceConfig _config;
    private readonly CallCounter.Counts _counts;

    public AssumedRole(
        AWSCredentials own, AccountKey key, string? externalId, AmazonSecurityTokenServiceConfig config, CallCounter.Counts counts)
    {
        (_own, _key, _externalId, _config, _counts) = (own, key, externalId, config, counts);
        PreemptExpiryTime = TimeSpan.FromMinutes(5);
    }

    /// <exception cref="AwsCallException">
    /// STS does not give them. The client that waits for them does not try again what STS's own client has tried.
    /// </exception>
    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        using var sts = new CountedStsClient(_own, _config, _counts);
        var answer = await sts.AssumeRoleAsync(new()
        {
            RoleArn = $"arn:{_key.Partition}:iam::{_key.AccountId}:role/{_key.RoleName}",
            // Shows in the account's CloudTrail who it was.
            RoleSessionName = "ConfigRules",
            ExternalId = _externalId,
        });
        return new(await answer.Credentials.GetCredentialsAsync(), answer.Credentials.Expiration ?? DateTime.MaxValue);
    }

    protected override CredentialsRefreshState GenerateNewCredentials() =>
        GenerateNewCredentialsAsync().GetAwaiter().GetResult();
}
