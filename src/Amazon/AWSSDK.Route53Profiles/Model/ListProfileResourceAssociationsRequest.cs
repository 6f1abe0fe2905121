using Amazon.Runtime;

namespace Amazon.Route53Profiles.Model;

public class ListProfileResourceAssociationsRequest : AmazonRoute53ProfilesRequest
{
    public string ProfileId { get; set; }

    public string ResourceType { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}

public class ListProfileResourceAssociationsResponse : AmazonWebServiceResponse
{
    public List<ProfileResourceAssociation> ProfileResourceAssociations { get; set; }

    public string NextToken { get; set; }
}
