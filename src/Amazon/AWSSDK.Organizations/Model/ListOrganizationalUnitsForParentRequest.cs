using Amazon.Runtime;

namespace Amazon.Organizations.Model;

public class ListOrganizationalUnitsForParentRequest : AmazonOrganizationsRequest
{
    public string ParentId { get; set; }

    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public class ListOrganizationalUnitsForParentResponse : AmazonWebServiceResponse
{
    public List<OrganizationalUnit> OrganizationalUnits { get; set; }

    public string NextToken { get; set; }
}
