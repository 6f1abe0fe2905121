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

    public AssumedRole(AWSCredentials own, AccountKey key, string? externalId, AmazonSecurityTokenServiceConfig config)
    {
        (_own, _key, _externalId, _config) = (own, key, externalId, config);
        PreemptExpiryTime = TimeSpan.FromMinutes(5);
    }

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        using var sts = new AmazonSecurityTokenServiceClient(_own, _config);
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
