using Amazon.Runtime;

namespace Amazon.Route53Profiles;

public class AmazonRoute53ProfilesRequest : AmazonWebServiceRequest;
