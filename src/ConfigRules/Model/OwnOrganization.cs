namespace ConfigRules.Model;

/// <summary>The organization that the account is in. Its id: "o-abcdefghij".</summary>
/// <remarks>https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html</remarks>
public sealed record OwnOrganization(string Id) : Resource(Id);
