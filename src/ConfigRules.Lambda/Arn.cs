namespace ConfigRules.Lambda;

/// <summary>The parts of an ARN that say where something is.</summary>
internal readonly record struct Arn(string Partition, string Region, string AccountId)
{
    /// <summary>Null where the text is no ARN with a partition, a region and an account.</summary>
    public static Arn? Find(string? text) =>
        text?.Split(':', 6) is ["arn", { Length: > 0 } partition, _, { Length: > 0 } region, { Length: > 0 } account, _]
            ? new(partition, region, account)
            : null;
}
