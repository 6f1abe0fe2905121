using System.Text.Json;
using Amazon.Organizations.Model;
using Amazon.Shared;

namespace Amazon.Organizations.Internal;

/// <summary>https://docs.aws.amazon.com/organizations/latest/APIReference/API_Operations.html</summary>
internal static class Operations
{
    public static readonly Operation<DescribeOrganizationRequest, DescribeOrganizationResponse> DescribeOrganization = new(
        nameof(DescribeOrganization),
        static (_, _) => { },
        static json => new() { Organization = json.Object("Organization", ReadOrganization) },
        Errors.AccessDenied, Errors.AWSOrganizationsNotInUse, Errors.Service, Errors.TooManyRequests);

    public static readonly Operation<ListAccountsForParentRequest, ListAccountsForParentResponse> ListAccountsForParent = new(
        nameof(ListAccountsForParent),
        static (writer, request) =>
        {
            writer.Text("ParentId", request.ParentId);
            writer.Text("NextToken", request.NextToken);
            writer.Number("MaxResults", request.MaxResults);
        },
        static json => new() { Accounts = json.List("Accounts", ReadAccount), NextToken = json.Text("NextToken") },
        Errors.AccessDenied, Errors.AWSOrganizationsNotInUse, Errors.InvalidInput, Errors.ParentNotFound, Errors.Service, Errors.TooManyRequests);

    public static readonly Operation<ListOrganizationalUnitsForParentRequest, ListOrganizationalUnitsForParentResponse> ListOrganizationalUnitsForParent = new(
        nameof(ListOrganizationalUnitsForParent),
        static (writer, request) =>
        {
            writer.Text("ParentId", request.ParentId);
            writer.Text("NextToken", request.NextToken);
            writer.Number("MaxResults", request.MaxResults);
        },
        static json => new() { OrganizationalUnits = json.List("OrganizationalUnits", ReadUnit), NextToken = json.Text("NextToken") },
        Errors.AccessDenied, Errors.AWSOrganizationsNotInUse, Errors.InvalidInput, Errors.ParentNotFound, Errors.Service, Errors.TooManyRequests);

    public static readonly Operation<ListRootsRequest, ListRootsResponse> ListRoots = new(
        nameof(ListRoots),
        static (writer, request) =>
        {
            writer.Text("NextToken", request.NextToken);
            writer.Number("MaxResults", request.MaxResults);
        },
        static json => new() { Roots = json.List("Roots", ReadRoot), NextToken = json.Text("NextToken") },
        Errors.AccessDenied, Errors.AWSOrganizationsNotInUse, Errors.InvalidInput, Errors.Service, Errors.TooManyRequests);

    private static Organization ReadOrganization(JsonElement json) => new()
    {
        Id = json.Text("Id"),
        Arn = json.Text("Arn"),
        FeatureSet = json.Text("FeatureSet"),
        MasterAccountArn = json.Text("MasterAccountArn"),
        MasterAccountId = json.Text("MasterAccountId"),
        MasterAccountEmail = json.Text("MasterAccountEmail"),
    };

    private static Account ReadAccount(JsonElement json) => new()
    {
        Id = json.Text("Id"),
        Arn = json.Text("Arn"),
        Email = json.Text("Email"),
        Name = json.Text("Name"),
        Status = json.Text("Status"),
        State = json.Text("State"),
        JoinedMethod = json.Text("JoinedMethod"),
        JoinedTimestamp = json.Time("JoinedTimestamp"),
    };

    private static OrganizationalUnit ReadUnit(JsonElement json) => new()
    {
        Id = json.Text("Id"),
        Arn = json.Text("Arn"),
        Name = json.Text("Name"),
    };

    private static Root ReadRoot(JsonElement json) => new()
    {
        Id = json.Text("Id"),
        Arn = json.Text("Arn"),
        Name = json.Text("Name"),
    };
}
