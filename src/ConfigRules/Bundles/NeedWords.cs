using ConfigRules.Model;

namespace ConfigRules.Bundles;

/// <summary>What a reason calls the requests of bundles: "s3:GetObject on prod-eu-west-1-starport-layer-bucket, presigned by an AWS account,".</summary>
internal static class NeedWords
{
    /// <summary>As the beginning of a sentence about the request.</summary>
    public static string Of(PolicyNeed need, Network network) => $"{need.Action} on {Resource(need, network)}{Caller(need)}";

    /// <summary>The bucket, or what of an ARN a reader needs.</summary>
    private static string Resource(PolicyNeed need, Network network) =>
        need.Resource is "*" ? "any resource"
        : !need.IsOneOfSeveral ? need.ResourceIn(network).Split(':', 6) switch
        {
            [_, _, "s3", _, _, var bucket] => bucket.Split('/')[0],
            [_, _, _, _, var account, var name] => $"{name} of account {account}",
            var other => string.Join(':', other),
        }
        : need.Resource.Contains(":s3:::", StringComparison.Ordinal) ? "buckets of one's own"
        : need.Resource.Split(':', 6)[5].Split('/', ':')[0] switch
        {
            "repository" => "repositories",
            "foundation-model" => "models",
            var queue when queue.StartsWith("airflow-", StringComparison.Ordinal) => "queues of its workers",
            var kind => $"{kind.Replace('-', ' ')}s",
        };

    private static string Caller(PolicyNeed need) => need.Caller switch
    {
        RequestCaller.ForeignAccount => ", presigned by an AWS account,",
        RequestCaller.Service => ", presigned by an AWS service,",
        RequestCaller.Anonymous => ", unsigned,",
        RequestCaller.Federated => ", signed by no account's principal,",
        RequestCaller.Node => ", signed by a server's own key,",
        _ => "",
    };
}
