namespace Amazon.Organizations.Model;

public class Root
{
    public string Id { get; set; }

    public string Arn { get; set; }

    public string Name { get; set; }
}
