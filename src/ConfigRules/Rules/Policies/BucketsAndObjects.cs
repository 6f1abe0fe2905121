using ConfigRules.Policies;

namespace ConfigRules.Rules.Policies;

/// <summary>Actions of S3 whose resources are objects, and those whose resources are buckets. An object's ARN has a slash, and a bucket's has none.</summary>
/// <remarks>https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html</remarks>
internal static class BucketsAndObjects
{
    private static readonly string[] OnObjects =
        ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:RestoreObject", "s3:ReplicateObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"];

    private static readonly string[] OnBuckets = ["s3:ListBucket", "s3:GetBucket", "s3:PutBucket", "s3:DeleteBucket", "s3:CreateBucket"];

    /// <summary>What a statement has that names nothing but the one, and does nothing but what is done to the other; null for any other.</summary>
    public static string? Mistaken(Statement statement)
    {
        if (statement.Actions is not { IsNegated: false, Patterns: [var action, ..] actions } || statement.Resources is not { IsNegated: false, Patterns: [var resource, ..] resources })
            return null;
        return actions.All(one => BeginsWithAny(one, OnObjects)) && resources.All(one => NameIn(one) is { } name && !name.AsSpan().ContainsAny('/', '*', '?')) ? Say("objects", "a bucket")
            : actions.All(one => BeginsWithAny(one, OnBuckets)) && resources.All(one => NameIn(one)?.Contains('/', StringComparison.Ordinal) is true) ? Say("buckets", "objects")
            : null;

        string Say(string doneTo, string named) => $"has {action}, which is done to {doneTo}, and {resource}, which is {named}";
    }

    private static bool BeginsWithAny(string action, string[] beginnings) => beginnings.Any(beginning => action.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));

    /// <summary>What an ARN of S3's names, with wildcards for variables; null for one with an account, as access points have.</summary>
    private static string? NameIn(string resource) => resource.Split(':', 6) is ["arn", _, "s3", "", "", var name] ? PolicyVariables.AsWildcards(name) : null;
}
