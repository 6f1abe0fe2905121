using System.Globalization;
using Amazon.Route53Profiles.Model;
using Amazon.Runtime.Internal;
using Amazon.Shared;

namespace Amazon.Route53Profiles.Internal;

/// <summary>https://docs.aws.amazon.com/Route53/latest/APIReference/API_Operations_Route_53_Profiles.html</summary>
internal static class Operations
{
    public static readonly Operation<ListProfileAssociationsRequest, ListProfileAssociationsResponse> ListProfileAssociations = new(
        "/profileassociations",
        static (http, request) =>
        {
            http.Page(request.MaxResults, request.NextToken);
            http.Query("profileId", request.ProfileId);
            http.Query("resourceId", request.ResourceId);
        },
        static json => new()
        {
            ProfileAssociations = json.List("ProfileAssociations", static association => new ProfileAssociation
            {
                Id = association.Text("Id"),
                Name = association.Text("Name"),
                OwnerId = association.Text("OwnerId"),
                ProfileId = association.Text("ProfileId"),
                ResourceId = association.Text("ResourceId"),
                Status = association.Text("Status"),
            }),
            NextToken = json.Text("NextToken"),
        });

    public static readonly Operation<ListProfileResourceAssociationsRequest, ListProfileResourceAssociationsResponse> ListProfileResourceAssociations = new(
        "/profileresourceassociations/profileid/{ProfileId}",
        static (http, request) =>
        {
            http.AddPathResource("{ProfileId}", request.ProfileId);
            http.Page(request.MaxResults, request.NextToken);
            http.Query("resourceType", request.ResourceType);
        },
        static json => new()
        {
            ProfileResourceAssociations = json.List("ProfileResourceAssociations", static association => new ProfileResourceAssociation
            {
                Id = association.Text("Id"),
                Name = association.Text("Name"),
                OwnerId = association.Text("OwnerId"),
                ProfileId = association.Text("ProfileId"),
                ResourceArn = association.Text("ResourceArn"),
                ResourceType = association.Text("ResourceType"),
                ResourceProperties = association.Text("ResourceProperties"),
                Status = association.Text("Status"),
            }),
            NextToken = json.Text("NextToken"),
        });

    private static void Page(this IRequest http, int? maxResults, string nextToken)
    {
        http.Query("maxResults", maxResults?.ToString(CultureInfo.InvariantCulture));
        http.Query("nextToken", nextToken);
    }

    private static void Query(this IRequest http, string name, string value)
    {
        if (value is not null)
            http.Parameters.Add(name, value);
    }
}
