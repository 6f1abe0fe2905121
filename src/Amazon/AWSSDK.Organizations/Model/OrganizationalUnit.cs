namespace Amazon.Organizations.Model;

public class OrganizationalUnit
{
    public string Id { get; set; }

    public string Arn { get; set; }

    public string Name { get; set; }
}
