using Amazon.Runtime;

namespace Amazon.Route53Profiles.Model;

public class ListProfileAssociationsRequest : AmazonRoute53ProfilesRequest
{
    public int? MaxResults { get; set; }

    public string NextToken { get; set; }

    public string ProfileId { get; set; }

    public string ResourceId { get; set; }
}

public class ListProfileAssociationsResponse : AmazonWebServiceResponse
{
    public List<ProfileAssociation> ProfileAssociations { get; set; }

    public string NextToken { get; set; }
}
