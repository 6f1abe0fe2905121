namespace ConfigRules.Aws;

/// <summary>A region of an account, and the role (name, or path/name) that is assumed there; null for one's own.</summary>
public readonly record struct AccountKey(string Partition, string AccountId, string Region, string? RoleName = null);
