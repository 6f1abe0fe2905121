using Amazon.Runtime;

namespace Amazon.Route53;

public class AmazonRoute53Request : AmazonWebServiceRequest;
